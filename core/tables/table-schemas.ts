import type { FeatureType, PlainTypeName } from '../catalogue/feature-type.ts';
import { printFeatureType } from '../catalogue/feature-types.ts';
import { parseFeatureType } from '../catalogue/parse-feature-type.ts';
import type { SourceColumn } from '../engine/data-source.ts';

/** What Hudi puts in front of the columns of a table, in this order. */
export const META_COLUMNS = [
  '_hoodie_commit_time',
  '_hoodie_commit_seqno',
  '_hoodie_record_key',
  '_hoodie_partition_path',
  '_hoodie_file_name',
] as const;

/** The Avro schema of a table in which Hudi keeps it; every column may be missing. */
export function avroSchema(table: string, columns: readonly SourceColumn[], withMeta: boolean): string {
  const name = table.replaceAll('-', '_');
  const meta = withMeta ? META_COLUMNS.map((each) => nullable(each, 'string')) : [];
  const own = columns.map((column) => nullable(column.name, avroType(column.type, `${name}_${column.name}`)));
  const record = { type: 'record', name: `${name}_record`, namespace: `hoodie.${name}`, fields: [...meta, ...own] };
  return JSON.stringify(record);
}

const nullable = (name: string, type: unknown) => ({ name, type: ['null', type], default: null });

const AVRO: Readonly<Record<PlainTypeName, unknown>> = {
  boolean: 'boolean',
  int: 'int',
  bigint: 'long',
  float: 'float',
  double: 'double',
  string: 'string',
  binary: 'bytes',
  date: { type: 'int', logicalType: 'date' },
  timestamp: { type: 'long', logicalType: 'timestamp-micros' },
};

/** `path` makes the names of types inside of it differ, as Avro wants them. */
function avroType(type: FeatureType, path: string): unknown {
  switch (type.kind) {
    case 'decimal': {
      const { precision, scale } = type;
      return {
        type: 'fixed',
        name: `${path}_fixed`,
        size: decimalBytes(precision),
        logicalType: 'decimal',
        precision,
        scale,
      };
    }
    case 'array':
      return { type: 'array', items: ['null', avroType(type.element, `${path}_element`)] };
    case 'struct': {
      const fields = type.fields.map((field) => nullable(field.name, avroType(field.type, `${path}_${field.name}`)));
      return { type: 'record', name: path, fields };
    }
    default:
      return AVRO[type.kind];
  }
}

/** How many bytes hold every whole number of so many digits, with its sign. */
function decimalBytes(precision: number): number {
  return Math.ceil((Math.log2(10) * precision + 1) / 8);
}

/** The schema of a table as a Delta log has it. */
export function deltaSchema(columns: readonly SourceColumn[]): string {
  return JSON.stringify({ type: 'struct', fields: columns.map(({ name, type }) => deltaField(name, type)) });
}

const deltaField = (name: string, type: FeatureType) => ({ name, type: deltaType(type), nullable: true, metadata: {} });

const DELTA: Readonly<Partial<Record<PlainTypeName, string>>> = { int: 'integer', bigint: 'long' };

function deltaType(type: FeatureType): unknown {
  switch (type.kind) {
    case 'decimal':
      return printFeatureType(type);
    case 'array':
      return { type: 'array', elementType: deltaType(type.element), containsNull: true };
    case 'struct':
      return { type: 'struct', fields: type.fields.map((field) => deltaField(field.name, field.type)) };
    default:
      return DELTA[type.kind] ?? type.kind;
  }
}

/** Columns as a commit keeps them: names and types in the words of definitions. */
export function writeColumns(columns: readonly SourceColumn[]): string {
  return JSON.stringify(columns.map(({ name, type }) => ({ name, type: printFeatureType(type) })));
}

export function readColumns(text: string): readonly SourceColumn[] {
  const columns = JSON.parse(text) as readonly { readonly name: string; readonly type: string }[];
  return columns.flatMap(({ name, type }) => {
    const { type: parsed } = parseFeatureType(type);
    return parsed === undefined ? [] : [{ name, type: parsed }];
  });
}
