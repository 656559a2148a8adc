/**
 * Names under which other systems know our feature types: SQL dialects, Spark, pandas, Arrow, Great Expectations.
 * Expectations on types (`type_`, `type_list`) may use any of them. A name that means different things in different
 * systems (`int8`: one byte or eight) is left out: it says nothing for certain.
 */
const SYNONYMS: Readonly<Record<string, string>> = {
  boolean: 'bool, bool_, logical, bit, booleantype',
  int: 'integer, int4, int32, signed, integertype, smallint, int2, int16, short, shorttype, tinyint, int1, byte, bytetype, mediumint, utinyint, uint8, usmallint, uint16',
  bigint: 'int64, long, longtype, biginttype, uinteger, uint32',
  float: 'float4, real, float32, floattype',
  double: 'float8, float64, doubletype, double precision',
  string:
    'varchar, char, bpchar, text, str, stringtype, nvarchar, character, character varying, varchartype, chartype, utf8, large_string, unicode',
  binary: 'blob, bytea, varbinary, bytes, binarytype',
  date: 'datetype, date32',
  timestamp:
    'timestamptz, datetime, datetimetype, timestamptype, timestampntztype, timestamp with time zone, timestamp without time zone, timestamp_ntz, timestamp_s, timestamp_ms, timestamp_us, timestamp_ns, datetime64',
  decimal: 'numeric, dec, decimaltype, number, decimal128',
  array: 'list, arraytype',
  struct: 'row, structtype, record',
};

const FEATURE_TYPE_BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(SYNONYMS).flatMap(([type, names]) =>
    [type, ...names.split(', ')].map((name) => [name, type] as const),
  ),
);

/**
 * The feature type (without digits or inner types) that another system's name stands for: `IntegerType()` → `int`,
 * `VARCHAR(20)` → `string`, `float64` → `double`. Undefined where the name is not known, or not certain.
 */
export function featureTypeSynonym(name: string): string | undefined {
  const folded = name
    .toLowerCase()
    .replace(/[(<[].*$/, '')
    .trim()
    .replace(/\s+/g, ' ');
  return FEATURE_TYPE_BY_NAME.get(folded);
}

/** Every name that an expectation on a type may use for certain, for completion and for suggestions. */
export const TYPE_NAMES: readonly string[] = [...FEATURE_TYPE_BY_NAME.keys()];
