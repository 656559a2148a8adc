/**
 * How an expression is written down. There is one grammar; notations differ in what quotes mean and in which foreign
 * spellings are taken as they are (everywhere else they are read as well, and explained).
 */
export interface Notation {
  readonly name: 'plumbline' | 'great_expectations' | 'pandas' | 'spark';
  readonly doubleQuotes: 'name' | 'text';
  /** Whether `\'` inside quotes is a quote; otherwise a doubled quote is, as in SQL. */
  readonly backslashes: boolean;
  /** Whether `col("x")` is a column. */
  readonly columnCalls: boolean;
  /** Whether `1 < x < 3` says what it says in mathematics. */
  readonly chains: boolean;
  /** Signs that stand for words. */
  readonly signs: Readonly<Record<string, 'and' | 'or' | 'not'>>;
  /** Methods of a column, in lower case. */
  readonly methods: ReadonlyMap<string, ColumnMethod>;
}

export type ColumnMethod = 'is-null' | 'is-not-null' | 'in' | 'not-in';

/** Our own: SQL's conditions, with `==` and `!=` as well. */
export const PLUMBLINE: Notation = {
  name: 'plumbline',
  doubleQuotes: 'name',
  backslashes: false,
  columnCalls: true,
  chains: false,
  signs: {},
  methods: new Map(),
};

/** Row conditions with `condition_parser: great_expectations`. */
export const GREAT_EXPECTATIONS: Notation = {
  name: 'great_expectations',
  doubleQuotes: 'text',
  backslashes: false,
  columnCalls: true,
  chains: false,
  signs: {},
  methods: new Map([
    ['notnull', 'is-not-null'],
    ['is_null', 'is-null'],
    ['is_not_null', 'is-not-null'],
    ['is_in', 'in'],
    ['is_not_in', 'not-in'],
  ]),
};

/** Row conditions with `condition_parser: pandas`: what `DataFrame.query` reads. */
export const PANDAS: Notation = {
  name: 'pandas',
  doubleQuotes: 'text',
  backslashes: true,
  columnCalls: false,
  chains: true,
  signs: { '&': 'and', '|': 'or', '~': 'not' },
  methods: new Map([
    ['isnull', 'is-null'],
    ['isna', 'is-null'],
    ['notnull', 'is-not-null'],
    ['notna', 'is-not-null'],
    ['isin', 'in'],
  ]),
};

/** Row conditions with `condition_parser: spark`: what `DataFrame.filter` reads. */
export const SPARK: Notation = {
  name: 'spark',
  doubleQuotes: 'text',
  backslashes: true,
  columnCalls: false,
  chains: false,
  signs: { '!': 'not' },
  methods: new Map(),
};

/** Every method that is known to some notation, so that it can be explained in the others. */
export const METHODS: ReadonlyMap<string, ColumnMethod> = new Map([
  ...PANDAS.methods,
  ...GREAT_EXPECTATIONS.methods,
  ['isnotnull', 'is-not-null'],
]);
