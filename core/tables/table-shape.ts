import { parseFeatureType } from '../catalogue/parse-feature-type.ts';
import type { AssetKey } from '../definitions/asset.ts';
import type { SourceColumn } from '../engine/data-source.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import { tableLabel, tableName } from './tables-folder.ts';

/** What a table is made of, as the definition of its feature group says today. */
export interface TableShape {
  /** On the disk: `flights_1`. */
  readonly name: string;
  /** For people: `flights@1`. */
  readonly label: string;
  readonly columns: readonly SourceColumn[];
  /**
   * The columns that tell rows apart. A feature group keeps history: where it has an event time, a key has one row for
   * each of its times, so the time is part of what identifies a row (as it is of Hopsworks' offline primary key).
   */
  readonly recordKey: readonly string[];
  readonly eventTime: string | undefined;
}

/** A group that no table can hold is an error that says why, before anything is written. */
export function tableShape(group: DefinitionFileOf<'feature-group'>, key: AssetKey): TableShape {
  const { features, primary_key, event_time } = group.definition;
  const refuse = (what: string, why: string, help: string) =>
    new PlumblineError('failed', `a table of ${tableLabel(key)} cannot hold ${what}`, {
      where: group.path,
      why,
      help,
    });
  const columns: SourceColumn[] = [];
  for (const feature of features ?? []) {
    if (feature?.name === undefined || feature.type === undefined) continue;
    const { name } = feature;
    const { type, problem } = parseFeatureType(feature.type);
    if (problem !== undefined) throw refuse(`feature ${name}`, problem.message, 'see the types in docs/definitions');
    if (!NAME.test(name)) throw refuse(`the name \`${name}\``, WHY_NAMES, 'use letters, digits and _');
    if (name.startsWith('_hoodie_')) {
      throw refuse(`feature ${name}`, 'the table format keeps names of its own with _hoodie_', 'name it otherwise');
    }
    columns.push({ name, type, ...(feature.default === undefined ? {} : { default: feature.default }) });
  }
  const recordKey = [...new Set([...(primary_key ?? []), event_time])].filter((name) => name !== undefined);
  for (const name of recordKey) {
    const column = columns.find((each) => each.name === name);
    if (column === undefined) throw refuse(`the key ${name}`, 'it is no feature of the group', 'add the feature');
    if (column.type.kind === 'array' || column.type.kind === 'struct') {
      throw refuse(`the key ${name}`, 'lists and structs cannot tell rows apart', 'take a plain column');
    }
  }
  return { name: tableName(key), label: tableLabel(key), columns, recordKey, eventTime: event_time };
}

/** The columns to read a group by; what no table could hold is none of them, and does not keep the others from being read. */
export function readableColumns({ definition }: DefinitionFileOf<'feature-group'>): readonly SourceColumn[] {
  return (definition.features ?? []).flatMap((feature) => {
    const type = feature?.type === undefined ? undefined : parseFeatureType(feature.type).type;
    if (feature?.name === undefined || type === undefined) return [];
    return [{ name: feature.name, type, default: feature.default }];
  });
}

/** What Avro, in which Hudi keeps schemas, allows as a name; fields of structs are no others in definitions. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const WHY_NAMES = 'Hudi keeps schemas in Avro, where a name is of letters, digits and _, and begins with no digit';
