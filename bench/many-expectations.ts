import type { Expectation } from '../core/definitions/expectation-suite.ts';

/** How many values may break each: with a share below one, rows have to be counted, whatever the smallest and largest are. */
const mostly = 0.2;

const column = (type: string, kwargs: Readonly<Record<string, unknown>>): Expectation => ({
  type: `expect_column_${type}`,
  kwargs: { ...kwargs, mostly },
});

/** From one of these to the next, what is asked of a column differs; by `turn` its bounds do. */
const KINDS: readonly ((turn: number) => Expectation)[] = [
  (turn) => between('id', turn, 200_000_000),
  (turn) => between('amount', turn / 2, 2000 + turn),
  (turn) => between('score', turn / 10, 100),
  (turn) => between('price', 1, 10 + turn),
  (turn) => between('fare', turn, 500),
  (turn) => between('stops', -turn, 9),
  (turn) => between('departed', day(turn), '2014-01-01'),
  (turn) => between('day', day(turn), '2014-01-01'),
  (turn) => column('value_lengths_to_be_between', { column: 'email', min_value: 5, max_value: 30 + turn }),
  (turn) => inSet('origin', ['EWR', 'JFK', 'LGA', 'SFO', 'LAX', 'ORD', `X${turn}`]),
  (turn) => inSet('class', ['first', 'business', `class ${turn}`]),
  (turn) => column('values_to_match_regex', { column: 'email', regex: `^user[0-9]{3,${turn + 6}}@` }),
  (turn) => onTime(between('amount', turn, 2000)),
];

/** So many different ones, over the columns of the mixed data in turn; what they share is only reading them. */
export function manyExpectations(count: number): readonly Expectation[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length] as (turn: number) => Expectation;
    return kind(1 + Math.floor(index / KINDS.length));
  });
}

function between(name: string, min_value: unknown, max_value: unknown): Expectation {
  return column('values_to_be_between', { column: name, min_value, max_value });
}

function inSet(name: string, value_set: readonly unknown[]): Expectation {
  return column('values_to_be_in_set', { column: name, value_set });
}

/** Of some rows only. */
function onTime({ type, kwargs }: Expectation): Expectation {
  return { type, kwargs: { ...kwargs, row_condition: 'late = false' } };
}

/** So many days after New Year, within the first half of the year. */
function day(turn: number): string {
  return new Date(Date.UTC(2013, 0, 1 + turn)).toISOString().slice(0, 10);
}
