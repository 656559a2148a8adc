/**
 * Names under which other systems know our feature types: SQL dialects, Spark, pandas, Arrow, Great Expectations.
 * Expectations on types (`type_`, `type_list`) may use any of them.
 */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  boolean: ['bool', 'logical', 'bit', 'booleantype', 'bool_'],
  int: [
    'integer',
    'int4',
    'int32',
    'signed',
    'integertype',
    'smallint',
    'int2',
    'int16',
    'short',
    'shorttype',
    'tinyint',
    'int1',
    'int8_t',
    'byte',
    'bytetype',
    'mediumint',
    'usmallint',
    'utinyint',
    'uint8',
    'uint16',
  ],
  bigint: ['int8', 'int64', 'long', 'longtype', 'biginttype', 'uinteger', 'uint32'],
  float: ['float4', 'real', 'float32', 'floattype'],
  double: ['float8', 'float64', 'doubletype', 'double_precision', 'numeric_float'],
  string: [
    'varchar',
    'char',
    'bpchar',
    'text',
    'str',
    'stringtype',
    'nvarchar',
    'character',
    'varchartype',
    'chartype',
    'object',
    'utf8',
    'large_string',
    'unicode',
  ],
  binary: ['blob', 'bytea', 'varbinary', 'bytes', 'binarytype'],
  date: ['datetype', 'date32', 'date32[day]'],
  timestamp: [
    'timestamptz',
    'datetime',
    'timestamp with time zone',
    'timestamptype',
    'timestampntztype',
    'datetime64',
    'datetime64[ns]',
    'datetime64[us]',
    'timestamp_ntz',
    'timestamp_s',
    'timestamp_ms',
    'timestamp_ns',
    'timestamp_us',
    'datetime64[ns, utc]',
    'timestamp without time zone',
    'datetimetype',
  ],
  decimal: ['numeric', 'dec', 'decimaltype', 'number'],
  array: ['list', 'arraytype'],
  struct: ['row', 'structtype', 'record'],
};

const FEATURE_TYPE_BY_SYNONYM: ReadonlyMap<string, string> = new Map(
  Object.entries(SYNONYMS).flatMap(([type, names]) => [type, ...names].map((name) => [name, type] as const)),
);

/**
 * The feature type (without digits or inner types) that another system's name stands for: `IntegerType()` → `int`,
 * `VARCHAR(20)` → `string`, `float64` → `double`. Undefined where the name is not known.
 */
export function featureTypeSynonym(name: string): string | undefined {
  const folded = name.trim().toLowerCase().replace(/\s+/g, ' ');
  return (
    FEATURE_TYPE_BY_SYNONYM.get(folded) ??
    FEATURE_TYPE_BY_SYNONYM.get(folded.replace(/\s*[(<].*$/, '').replace(/\[.*\]$/, ''))
  );
}

/** Every name that an expectation on a type may use, for completion and for suggestions. */
export const TYPE_NAMES: readonly string[] = [...FEATURE_TYPE_BY_SYNONYM.keys()];
