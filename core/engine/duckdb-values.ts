import type { DuckDBType, DuckDBValue, DuckDBValueConverter } from '@duckdb/node-api';
import type { SqlScalar, SqlValue } from './sql.ts';
import { exactDecimal, exactNumber, type Value } from './value.ts';

type DuckDbModule = typeof import('@duckdb/node-api');

/** Turns DuckDB's values into plain ones. */
export function valueReader({ DuckDBTypeId: Id, DuckDBTimestampValue }: DuckDbModule): DuckDBValueConverter<Value> {
  const read: DuckDBValueConverter<Value> = (value, type) => {
    if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') {
      return value;
    }
    if (typeof value === 'bigint') return exactNumber(value);
    switch (type.typeId) {
      case Id.DECIMAL:
        return exactDecimal(String(value));
      case Id.TIMESTAMP_TZ:
        // Its own text is in the time zone of this process.
        return `${isoTime(new DuckDBTimestampValue((value as { micros: bigint }).micros))}+00:00`;
      case Id.TIMESTAMP:
      case Id.TIMESTAMP_S:
      case Id.TIMESTAMP_MS:
      case Id.TIMESTAMP_NS:
        return isoTime(value);
      default:
        return nestedValue(value, type, read);
    }
  };
  return read;
}

function nestedValue(value: DuckDBValue, type: DuckDBType, read: DuckDBValueConverter<Value>): Value {
  if (hasItems(value)) {
    const itemType = (type as { readonly valueType: DuckDBType }).valueType;
    return value.items.map((item) => read(item, itemType, read));
  }
  if (!hasEntries(value)) return String(value);
  if (Array.isArray(value.entries)) {
    const { keyType, valueType } = type as unknown as { readonly keyType: DuckDBType; readonly valueType: DuckDBType };
    return value.entries.map((entry) => ({
      key: read(entry.key, keyType, read),
      value: read(entry.value, valueType, read),
    }));
  }
  const fields = Object.entries(value.entries);
  const types = (type as unknown as { readonly entryTypes: readonly DuckDBType[] }).entryTypes;
  return Object.fromEntries(fields.map(([name, field], index) => [name, read(field, types[index] ?? type, read)]));
}

function hasItems(value: unknown): value is { readonly items: readonly DuckDBValue[] } {
  return Array.isArray((value as { readonly items?: unknown }).items);
}

type Entries = Readonly<Record<string, DuckDBValue>> | readonly { key: DuckDBValue; value: DuckDBValue }[];

function hasEntries(value: unknown): value is { readonly entries: Entries } {
  return typeof (value as { readonly entries?: unknown }).entries === 'object';
}

function isoTime(value: unknown): string {
  return String(value).replace(' ', 'T');
}

/** What to bind for our values: whole numbers as BIGINT, so that large ones stay exact. */
export function boundValues(
  duckdb: DuckDbModule,
  values: readonly SqlValue[],
): { readonly values: DuckDBValue[]; readonly types: DuckDBType[] } {
  const bound = values.map((value) => boundValue(duckdb, value));
  return { values: bound.map(([value]) => value), types: bound.map(([, type]) => type) };
}

function boundValue(duckdb: DuckDbModule, value: SqlValue): readonly [DuckDBValue, DuckDBType] {
  if (!isList(value)) return boundScalar(duckdb, value, scalarType(duckdb, [value]));
  const type = scalarType(duckdb, value);
  return [duckdb.listValue(value.map((item) => boundScalar(duckdb, item, type)[0])), duckdb.LIST(type)];
}

function boundScalar(duckdb: DuckDbModule, value: SqlScalar, type: DuckDBType): readonly [DuckDBValue, DuckDBType] {
  const isWhole = type === duckdb.BIGINT || type === duckdb.HUGEINT;
  return [isWhole && typeof value === 'number' ? BigInt(value) : value, type];
}

const INT64 = 2n ** 63n;

/** One type that holds all of the values. */
function scalarType(duckdb: DuckDbModule, values: readonly SqlScalar[]): DuckDBType {
  const given = values.filter((value) => value !== null);
  if (given.some((value) => typeof value === 'string')) return duckdb.VARCHAR;
  if (given.some((value) => typeof value === 'number' && !Number.isSafeInteger(value))) return duckdb.DOUBLE;
  if (given.some((value) => typeof value === 'bigint' && (value >= INT64 || value < -INT64))) return duckdb.HUGEINT;
  if (given.some((value) => typeof value !== 'boolean')) return duckdb.BIGINT;
  return given.length > 0 ? duckdb.BOOLEAN : duckdb.SQLNULL;
}

function isList(value: SqlValue): value is readonly SqlScalar[] {
  return Array.isArray(value);
}
