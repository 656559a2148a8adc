import type { Column } from '../../engine/query-engine.ts';
import { ABSENT, type CellValue, declaredType, ownType, type RowType, UNTOLD } from './row-type.ts';

type Row = Readonly<Record<string, unknown>>;

/** A row, with the values that a suite looks at in the places where it looks for them. */
export interface ReadRow {
  readonly given: Row;
  readonly values: readonly CellValue[];
  readonly types: readonly RowType[];
  /** The same values by name, for row conditions. */
  byName(): Row;
  /** Its columns, as those of a table of this one row: the declared ones first. */
  columns(): readonly Column[];
}

export interface RowReader {
  /** Has a column read from now on; returns where its value will be. */
  place(name: string): number;
  read(row: Row): ReadRow;
}

interface Place {
  readonly name: string;
  readonly isDeclared: boolean;
  readonly declared: RowType | undefined;
}

export function rowReader(columns: readonly { readonly name: string; readonly type?: string }[]): RowReader {
  const declared = new Map(
    columns.map(({ name, type }) => [name, type === undefined ? undefined : declaredType(type)] as const),
  );
  const places: Place[] = [];
  const placeOf = new Map<string, number>();
  return {
    place(name) {
      const known = placeOf.get(name);
      if (known !== undefined) return known;
      placeOf.set(name, places.length);
      return places.push({ name, isDeclared: declared.has(name), declared: declared.get(name) }) - 1;
    },
    read(given) {
      const values = new Array<CellValue>(places.length);
      const types = new Array<RowType>(places.length);
      for (const [index, place] of places.entries()) readCell(given, place, values, types, index);
      let named: Row | undefined;
      return {
        given,
        values,
        types,
        byName: () => {
          named ??= byName(places, values);
          return named;
        },
        columns: () =>
          [...new Set([...declared.keys(), ...Object.keys(given)])].map((name) => {
            const type = declared.get(name) ?? ownType(given[name], false);
            return { name, type: type.type ?? '', valueType: type.valueType };
          }),
      };
    },
  };
}

function readCell(row: Row, place: Place, values: CellValue[], types: RowType[], index: number): void {
  const { name, declared, isDeclared } = place;
  const isThere = Object.hasOwn(row, name);
  const value = isThere ? row[name] : null;
  const read = declared?.read(value);
  if (declared !== undefined && read !== undefined) {
    values[index] = read;
    types[index] = declared;
    return;
  }
  const own = isThere ? ownType(value, declared !== undefined) : isDeclared ? UNTOLD : ABSENT;
  values[index] = own.read(value) ?? null;
  types[index] = own;
}

/** Names come from files and requests: an object with a prototype would know some of its own. */
function byName(places: readonly Place[], values: readonly CellValue[]): Row {
  const named = Object.create(null) as Record<string, unknown>;
  for (const [index, { name }] of places.entries()) named[name] = values[index];
  return named;
}
