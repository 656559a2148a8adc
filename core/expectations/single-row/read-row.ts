import type { Column } from '../../engine/query-engine.ts';
import { ABSENT, type CellValue, declaredType, ownType, type RowType, UNTOLD } from './row-type.ts';

type Row = Readonly<Record<string, unknown>>;

/** A row, with the values that a suite looks at in the places where it looks for them. */
export interface ReadRow {
  readonly given: Row;
  readonly values: readonly CellValue[];
  readonly types: readonly RowType[];
  /** The values that row conditions are about, by name. */
  byName(): Row;
  /** Its columns, as those of a table of this one row: the declared ones first. The same list where there are no others. */
  columns(): readonly Column[];
}

export interface RowReader {
  /** Has a column read from now on; returns where its value will be. */
  place(name: string): number;
  /** Has a column be among those by name. */
  keepByName(name: string): void;
  read(row: Row): ReadRow;
}

interface Place {
  readonly name: string;
  readonly isDeclared: boolean;
  readonly declared: RowType | undefined;
  byName: boolean;
}

export function rowReader(columns: readonly { readonly name: string; readonly type?: string }[]): RowReader {
  const declared = new Map(
    columns.map(({ name, type }) => [name, type === undefined ? undefined : declaredType(type)] as const),
  );
  const own = [...declared].map(([name, type]) => columnOf(name, type ?? UNTOLD));
  const places: Place[] = [];
  const placeOf = new Map<string, number>();
  const place = (name: string): number => {
    const known = placeOf.get(name);
    if (known !== undefined) return known;
    placeOf.set(name, places.length);
    return places.push({ name, isDeclared: declared.has(name), declared: declared.get(name), byName: false }) - 1;
  };
  return {
    place,
    keepByName(name) {
      const kept = places[place(name)];
      if (kept !== undefined) kept.byName = true;
    },
    read(given) {
      const values = new Array<CellValue>(places.length);
      const types = new Array<RowType>(places.length);
      for (let index = 0; index < places.length; index++) readCell(given, places[index]!, values, types, index);
      let named: Row | undefined;
      return {
        given,
        values,
        types,
        byName: () => {
          named ??= byName(places, values);
          return named;
        },
        columns: () => {
          const others = Object.keys(given).filter((name) => !declared.has(name));
          if (others.length === 0) return own;
          return [...own, ...others.map((name) => columnOf(name, ownType(given[name], false)))];
        },
      };
    },
  };
}

function columnOf(name: string, { type = '', valueType }: RowType): Column {
  return { name, type, valueType };
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
  for (const [index, place] of places.entries()) if (place.byName) named[place.name] = values[index];
  return named;
}
