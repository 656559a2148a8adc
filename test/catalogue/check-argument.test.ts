import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Argument, ArgumentShape } from '../../core/catalogue/argument.ts';
import { describeArgument } from '../../core/catalogue/argument-in-words.ts';
import { checkBounds } from '../../core/catalogue/check-bounds.ts';
import { expectationType } from '../../core/catalogue/expectation-types.ts';
import { checkArgument, readArgument } from '../../core/catalogue/read-argument.ts';
import { STRICT_BOUNDS } from '../../core/catalogue/shared-arguments.ts';

function complaint(shape: ArgumentShape & Partial<Argument>, value: unknown): string {
  const problem = checkArgument({ description: 'x', ...shape }, value);
  return problem === undefined ? 'fine' : `${problem.level}: ${problem.message}`;
}

test('a value is accepted, or told what it must be', () => {
  const cases: [shape: ArgumentShape & Partial<Argument>, value: unknown, complaint: string][] = [
    [{ kind: 'column' }, 'delay', 'fine'],
    [{ kind: 'column' }, 3, 'error: must be the name of a column, not 3'],
    [{ kind: 'column' }, '', 'error: must be the name of a column, not ""'],
    [
      { kind: 'column', parameter: false },
      { $PARAMETER: 'c' },
      'error: cannot be a $PARAMETER; it must be known beforehand',
    ],
    [{ kind: 'columns' }, ['a', 'b'], 'fine'],
    [{ kind: 'columns' }, 'a', 'error: must be a list of column names, not "a"'],
    [{ kind: 'columns' }, ['a', 3], 'error: must be a list of column names, but its item 2 is 3'],
    [{ kind: 'columns' }, [], 'error: must have at least one item'],
    [{ kind: 'columns', atLeast: 2 }, ['a'], 'error: must have at least 2 items'],
    [{ kind: 'number' }, 0.5, 'fine'],
    [{ kind: 'number' }, { $PARAMETER: 'lo * 2' }, 'fine'],
    [{ kind: 'number' }, { PARAMETER: 'lo' }, 'error: must be a number, not {"PARAMETER":"lo"}'],
    [{ kind: 'number' }, Number.NaN, 'error: must be a number, not null'],
    [{ kind: 'number' }, true, 'error: must be a number, not true'],
    [{ kind: 'number' }, null, 'error: must be a number, not null'],
    [{ kind: 'number', nullable: true }, null, 'fine'],
    [{ kind: 'number', min: 0, max: 1 }, 1, 'fine'],
    [{ kind: 'number', min: 0, max: 1 }, 95, 'error: must lie between 0 and 1, as a share does, not 95'],
    [
      { kind: 'number', min: 0, max: 1, advisory: true },
      95,
      'warning: must lie between 0 and 1, as a share does, not 95',
    ],
    [{ kind: 'number', min: 0 }, -1, 'error: must be a number of at least 0, not -1'],
    [{ kind: 'integer' }, 4.9, 'warning: 4.9 is read as 4'],
    [{ kind: 'integer' }, '4', 'warning: "4" is read as 4'],
    [{ kind: 'integer' }, 'four', 'error: must be a whole number, not "four"'],
    [{ kind: 'boolean' }, false, 'fine'],
    [{ kind: 'boolean' }, 'yes', 'warning: "yes" is read as true'],
    [{ kind: 'boolean' }, 'maybe', 'error: must be true or false, not "maybe"'],
    [{ kind: 'bound' }, '2024-02-29', 'fine'],
    [{ kind: 'bound' }, '2024-02-29T10:00:00+02:00', 'fine'],
    [{ kind: 'bound' }, new Date(0), 'fine'],
    [{ kind: 'bound' }, '2024-02-30', 'error: must be a number, a date or a timestamp, not "2024-02-30"'],
    [{ kind: 'bound' }, '10', 'warning: "10" is read as 10'],
    [{ kind: 'character' }, '!', 'fine'],
    [{ kind: 'character' }, '😀', 'fine'],
    [{ kind: 'character' }, '!!', 'error: must be exactly one character, not "!!"'],
    [{ kind: 'regex' }, '(?s)^(?P<year>\\d{4})(?P=year)', 'fine'],
    [{ kind: 'regex' }, '(?>a*+)', 'fine'],
    [{ kind: 'regex' }, '^(abc$', 'error: is not a regular expression: unterminated group'],
    [{ kind: 'regexes' }, ['a', '[z-a]'], 'error: is not a regular expression: range out of order in character class'],
    [{ kind: 'strftime' }, '%Y-%m-%d %H:%M:%S.%f%%', 'fine'],
    [{ kind: 'strftime' }, '%Y-%Q', 'error: has the directive %Q, which strptime does not know'],
    [{ kind: 'strftime' }, '100%', 'error: ends in a lone %; write %% for the sign itself'],
    [
      { kind: 'strftime' },
      'YYYY',
      'error: is a format without a directive such as %Y, so it matches one fixed text only',
    ],
    [{ kind: 'value-set' }, [1, 'a', null], 'fine'],
    [{ kind: 'value-set' }, [[1]], 'error: must be a list of values, but its item 1 is [1]'],
    [{ kind: 'value-set' }, 'AA', 'error: must be a list of values, not "AA"'],
    [
      { kind: 'value-pairs' },
      [
        ['a', 1],
        ['b', null],
      ],
      'fine',
    ],
    [{ kind: 'value-pairs' }, [['a']], 'error: must be a list of pairs [a, b], but its item 1 is ["a"]'],
    [{ kind: 'json-schema' }, { type: 'object' }, 'fine'],
    [{ kind: 'json-schema' }, 'object', 'error: must be a JSON Schema, not "object"'],
    [{ kind: 'choice', options: ['any', 'all'] }, 'all', 'fine'],
    [{ kind: 'choice', options: ['any', 'all'] }, 'some', 'error: must be "any" or "all", not "some"'],
  ];
  for (const [shape, value, expected] of cases)
    assert.equal(complaint(shape, value), expected, JSON.stringify([shape, value]));
});

test('quantile ranges say for each rising share what lies between', () => {
  const read = (value: unknown): string => complaint({ kind: 'quantile-ranges' }, value).replace('error: ', '');
  assert.equal(
    read({
      quantiles: [0.5, 0.9],
      value_ranges: [
        [1, 2],
        [null, 3],
      ],
    }),
    'fine',
  );
  assert.equal(
    read({
      quantiles: [0.9, 0.5],
      value_ranges: [
        [1, 2],
        [1, 3],
      ],
    }),
    'has quantiles that do not rise',
  );
  assert.equal(read({ quantiles: [50], value_ranges: [[1, 2]] }), 'has quantiles that do not lie between 0 and 1');
  assert.equal(
    read({ quantiles: [0.5], value_ranges: [] }),
    'has 1 quantiles but 0 value_ranges; each quantile needs one',
  );
  assert.equal(
    read({ quantiles: [0.5], value_ranges: [[3, 1]] }),
    'has the value range [3,1], whose ends are reversed',
  );
  assert.equal(read({ quantiles: [0.5], value_ranges: [[3]] }), 'has the value range [3], which is not [min, max]');
  assert.equal(read([0.5]), 'must be a map of quantiles and value_ranges, not [0.5]');
});

test('an expected distribution has a weight for everything, and they add up to one', () => {
  const read = (value: unknown): string => complaint({ kind: 'partition' }, value).replace('error: ', '');
  assert.equal(read({ values: ['a', 'b'], weights: [0.4, 0.6] }), 'fine');
  assert.equal(read({ bins: [0, 1, 2], weights: [0.5, 0.4], tail_weights: [0, 0.1] }), 'fine');
  assert.equal(read({ values: ['a', 'b'], weights: [0.4, 0.5] }), 'has weights that add up to 0.9, not to 1');
  assert.equal(read({ values: ['a'], weights: [0.4, 0.6] }), 'has 1 values but 2 weights; each value needs one');
  assert.equal(
    read({ bins: [0, 1], weights: [0.4, 0.6] }),
    'has 2 bin edges for 2 weights; there is one edge more than weights',
  );
  assert.equal(read({ bins: [0, 2, 1], weights: [0.4, 0.6] }), 'has bins that do not rise');
  assert.equal(read({ weights: [1] }), 'needs either values, or bins for continuous data');
  assert.equal(read({ values: ['a', 'b'], weights: [1.5, -0.5] }), 'has a negative weight');
});

test('a value is read as the expectation means it', () => {
  assert.deepEqual(readArgument({ kind: 'integer', description: 'x' }, '4').value, 4);
  assert.deepEqual(readArgument({ kind: 'boolean', description: 'x' }, 'No').value, false);
  assert.deepEqual(readArgument({ kind: 'number', default: 1, description: 'x' }, undefined).value, 1);
  assert.deepEqual(readArgument({ kind: 'bound', description: 'x' }, '2024-01-01').value, '2024-01-01');
});

test('two bounds are compared as what they are', () => {
  const cases: [kwargs: Record<string, unknown>, expected: string | undefined][] = [
    [{ min_value: 1, max_value: 2 }, undefined],
    [{ min_value: 2, max_value: 1 }, 'reversed'],
    [{ min_value: 1, max_value: 1 }, undefined],
    [{ min_value: 1, max_value: 1, strict_min: true }, 'empty'],
    [{ min_value: 1, max_value: null }, undefined],
    [{ min_value: null }, 'missing'],
    [{}, 'missing'],
    [{ min_value: '10', max_value: '9' }, 'reversed'],
    [{ min_value: '2024-02-01', max_value: '2024-01-31T23:00:00' }, 'reversed'],
    [{ min_value: '2024-01-01T00:00:00+02:00', max_value: '2023-12-31T23:00:00Z' }, undefined],
    [{ min_value: '2024-01-01', max_value: 3 }, undefined],
    [{ min_value: { $PARAMETER: 'lo' }, max_value: 1 }, undefined],
  ];
  for (const [kwargs, expected] of cases)
    assert.equal(checkBounds(STRICT_BOUNDS, kwargs), expected, JSON.stringify(kwargs));
  const divergence = expectationType('expect_column_kl_divergence_to_be_less_than')!;
  assert.equal(checkBounds(divergence.bounds!, {}), undefined);
});

test('an argument is described in one line', () => {
  const { args } = expectationType('expect_column_values_to_match_like_pattern_list')!;
  assert.equal(
    describeArgument(args.mostly!),
    'number between 0 and 1, default 1: The share of rows, between 0 and 1, that must meet the expectation.',
  );
  assert.equal(describeArgument(args.like_pattern_list!), 'list of LIKE patterns, required: The patterns.');
});
