import type { Argument, Bounds } from './argument.ts';

/** Arguments that many expectation types share, so that they read the same everywhere. */

export const COLUMN: Argument = {
  kind: 'column',
  required: true,
  parameter: false,
  description: 'The column to look at.',
};

export const COLUMN_LIST: Argument = {
  kind: 'columns',
  required: true,
  parameter: false,
  description: 'The columns to look at together.',
};

export const COLUMN_PAIR: Readonly<Record<string, Argument>> = {
  column_A: { kind: 'column', required: true, parameter: false, description: 'The first column.' },
  column_B: { kind: 'column', required: true, parameter: false, description: 'The second column.' },
};

export const MOSTLY: Argument = {
  kind: 'number',
  min: 0,
  max: 1,
  default: 1,
  description: 'The share of rows, between 0 and 1, that must meet the expectation.',
};

export const STRICT: Readonly<Record<string, Argument>> = {
  strict_min: { kind: 'boolean', default: false, description: 'Exclude `min_value` itself.' },
  strict_max: { kind: 'boolean', default: false, description: 'Exclude `max_value` itself.' },
};

/** The ends of a range of numbers, dates or timestamps. */
export const VALUE_RANGE: Readonly<Record<string, Argument>> = {
  min_value: { kind: 'bound', nullable: true, description: 'The smallest value allowed; none when left out.' },
  max_value: { kind: 'bound', nullable: true, description: 'The largest value allowed; none when left out.' },
};

export const NUMBER_RANGE: Readonly<Record<string, Argument>> = {
  min_value: { kind: 'number', nullable: true, description: 'The smallest number allowed; none when left out.' },
  max_value: { kind: 'number', nullable: true, description: 'The largest number allowed; none when left out.' },
};

export const COUNT_RANGE: Readonly<Record<string, Argument>> = {
  min_value: {
    kind: 'integer',
    min: 0,
    advisory: true,
    nullable: true,
    description: 'The smallest count allowed; none when left out.',
  },
  max_value: {
    kind: 'integer',
    min: 0,
    advisory: true,
    nullable: true,
    description: 'The largest count allowed; none when left out.',
  },
};

export const PROPORTION_RANGE: Readonly<Record<string, Argument>> = {
  min_value: {
    kind: 'number',
    min: 0,
    max: 1,
    advisory: true,
    nullable: true,
    description: 'The smallest share allowed, between 0 and 1.',
  },
  max_value: {
    kind: 'number',
    min: 0,
    max: 1,
    advisory: true,
    nullable: true,
    description: 'The largest share allowed, between 0 and 1.',
  },
};

/** The bounds of every type that has `min_value`, `max_value`, `strict_min` and `strict_max`. */
export const STRICT_BOUNDS: Bounds = {
  min: 'min_value',
  max: 'max_value',
  strictMin: 'strict_min',
  strictMax: 'strict_max',
};

export const BOUNDS: Bounds = { min: 'min_value', max: 'max_value' };

export const VALUE_SET: Argument = { kind: 'value-set', required: true, description: 'The values to compare with.' };

export const MATCH_ON: Argument = {
  kind: 'choice',
  options: ['any', 'all'],
  default: 'any',
  description: 'Whether a value must match any of the patterns, or all of them.',
};

export const LIKE_ESCAPE: Argument = {
  kind: 'character',
  nullable: true,
  description: 'The one character that makes a `%` or `_` after it stand for itself.',
};

export const IGNORE_PAIR_IF: Argument = {
  kind: 'choice',
  options: ['both_values_are_missing', 'either_value_is_missing', 'neither'],
  default: 'both_values_are_missing',
  description: 'Which rows with missing values are left out.',
};

export const IGNORE_ROW_IF: Argument = {
  kind: 'choice',
  options: ['all_values_are_missing', 'any_value_is_missing', 'never'],
  default: 'all_values_are_missing',
  description: 'Which rows with missing values are left out.',
};
