import { sql } from '../../engine/sql.ts';
import { type Json, toJson } from '../../engine/value.ts';
import { asNumber } from '../column-values.ts';
import { type Comparison, compareBins, compareCategories, type Partition } from '../divergence.ts';
import { cannotJudge, column, type Given, type Judge, type Verdict } from '../judge.ts';
import { ask, type Judging } from '../need.ts';
import { isInRange } from '../range.ts';
import { tells } from '../result-format.ts';

/** The Kullback-Leibler divergence of a column from an expected distribution, in nats. */
export const divergence: readonly Judge[] = [{ type: 'expect_column_kl_divergence_to_be_less_than', judge }];

/** Categories beyond this are too many to compare one by one. */
const CATEGORIES = 10_000;

function* judge(given: Given): Judging<Verdict> {
  const partition = given.args.partition_object as Partition | null;
  if (partition === null) throw cannotJudge('partition_object is missing', 'give the expected distribution');
  const holdouts = {
    tail: Number(given.args.tail_weight_holdout ?? 0),
    internal: Number(given.args.internal_weight_holdout ?? 0),
  };
  const comparison =
    'values' in partition
      ? compareCategories(partition, yield* frequencies(given), holdouts)
      : compareBins(partition, yield* bins(given, partition.bins), holdouts);
  return verdict(given, comparison);
}

function* frequencies(given: Given): Judging<ReadonlyMap<Json, number>> {
  const { name } = column(given);
  const { found } = yield* ask({ found: { kind: 'frequencies', column: name, limit: CATEGORIES + 1 } });
  if (found.length > CATEGORIES) {
    throw cannotJudge(
      `the column "${name}" has more than ${CATEGORIES} different values`,
      'expect bins instead of values',
    );
  }
  return new Map(found.map(({ value, count }) => [toJson(value), count] as const));
}

function* bins(
  given: Given,
  edges: readonly number[],
): Judging<{ below: number; counts: readonly number[]; above: number }> {
  const value = asNumber(given, column(given));
  const { found } = yield* ask({ found: { kind: 'histogram', value: sql`${value}`, edges } });
  return found;
}

function verdict(given: Given, { divergence: nats, observed, expected }: Comparison): Verdict {
  const { threshold, min_value: min, max_value: max } = given.args as Readonly<Record<string, number | null>>;
  const limit = threshold ?? null;
  const success = Number.isNaN(nats)
    ? false
    : limit !== null
      ? nats <= limit
      : isInRange(nats, { min: min ?? null, max: max ?? null, strictMin: false, strictMax: false }, 'double');
  return {
    success,
    details: {
      observed_value: Number.isFinite(nats) ? nats : null,
      ...(tells(given.detail, 'BASIC')
        ? { details: { observed_partition: observed, expected_partition: expected } }
        : {}),
    },
  };
}
