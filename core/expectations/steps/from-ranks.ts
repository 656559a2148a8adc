import type { QueryOptions } from '../../engine/query-engine.ts';
import { joinSql, raw, type Sql, sql } from '../../engine/sql.ts';
import type { Value } from '../../engine/value.ts';
import { type ColumnEnds, columnEnds } from '../column-ends.ts';
import { type Figures, narrowed, type Ranked } from '../compiled.ts';
import { type Gathering, noteRead } from '../gathering.ts';
import { answers, noteSource, requestsOf, type Shared, type Step } from './step.ts';

/** Fewer rows are sorted in no more time (measured). */
const MANY_ROWS = 1_000_000;

/** Into how many steps of equal width the values are counted: the table of their counts stays in the processor's cache. */
const STEPS = 16_384;

interface Scale {
  readonly low: number;
  readonly perUnit: number;
}

/**
 * What stands at places among many sorted numbers, without sorting them: all values are counted in steps from the smallest to
 * the largest, and only those of the steps that hold the places are looked at once more. That is exact: a value never
 * lies in an earlier step than a smaller one. Undefined where it does not pay or cannot be done.
 */
export async function fromRanks(
  one: Shared<Figures>,
  gathering: Gathering,
  options: QueryOptions,
): Promise<Step | undefined> {
  const { ranked } = one.compiled;
  if (ranked === undefined || one.rows.relation.files === undefined) return undefined;
  const scale = scaleOf((await columnEnds(one.rows.relation, gathering, options)).get(ranked.column));
  if (scale === undefined) return undefined;
  return {
    requests: requestsOf(one),
    parts: [],
    async run(using, how) {
      noteRead(using, one.rows.relation);
      noteSource(using, 'passes');
      const { at, count } = await valuesAt(one, ranked, scale, using, how);
      return new Map(answers(one, (reader) => (reader.ranked ?? ranked).read(at, count)));
    },
  };
}

function scaleOf(told: ColumnEnds | undefined): Scale | undefined {
  if (told?.ends === undefined || told.rows < MANY_ROWS || !/INT|^DOUBLE$/.test(told.type)) return undefined;
  const numbers = told.ends.texts.map(Number);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const perUnit = (STEPS - 1) / (high - low);
  return Number.isFinite(perUnit) && Number.isFinite(low) && perUnit > 0 ? { low, perUnit } : undefined;
}

async function valuesAt(
  { rows }: Shared<Figures>,
  ranked: Ranked,
  scale: Scale,
  { engine }: Gathering,
  options: QueryOptions,
): Promise<{ readonly at: (place: number) => Value; readonly count: number }> {
  const value = engine.dialect.identifier(ranked.column);
  const from = narrowed(rows.relation.from, rows, sql`${value} IS NOT NULL`);
  const step = stepOf(value, scale, engine.dialect.cast);
  const counted = await engine.query(
    sql`SELECT ${step} AS step, count(*) FROM ${from} GROUP BY step ORDER BY step`,
    options,
  );
  const steps = startsOf(counted.rows);
  const count = steps.reduce((sum, each) => sum + each.count, 0);
  const wanted = new Map<number, { readonly start: number; readonly count: number; readonly places: number[] }>();
  for (const place of new Set(ranked.places(count))) {
    const own = steps.find(({ start, count: rowsOfStep }) => place < start + rowsOfStep);
    if (own === undefined) continue;
    const some = wanted.get(own.step) ?? { ...own, places: [] };
    some.places.push(place);
    wanted.set(own.step, some);
  }
  const found = new Map<number, Value>();
  if (wanted.size > 0) {
    const figures = [...wanted].map(([number, { start, count: rowsOfStep, places }]) => {
      const inStep = places.map((place) => place - start);
      return sql`${engine.dialect.sortedAt(value, inStep, rowsOfStep)} FILTER (WHERE step = ${raw(String(number))})`;
    });
    const all = sql`(SELECT ${value}, ${step} AS step FROM ${from}) AS stepped`;
    const { rows: lists } = await engine.query(sql`SELECT ${joinSql(figures, ', ')} FROM ${all}`, options);
    for (const [index, { places }] of [...wanted.values()].entries()) {
      const list = lists[0]?.[index] as readonly Value[];
      for (const [nth, place] of places.entries()) found.set(place, list[nth] ?? null);
    }
  }
  return { at: (place) => found.get(place) ?? null, count };
}

function stepOf(value: Sql, { low, perUnit }: Scale, cast: (value: Sql, type: string) => Sql): Sql {
  const number = cast(value, 'DOUBLE');
  return cast(sql`floor((${number} - ${literal(low)}) * ${literal(perUnit)})`, 'INTEGER');
}

/** A number that is the same wherever it stands in a statement. */
function literal(value: number): Sql {
  return raw(`CAST('${value}' AS DOUBLE)`);
}

function startsOf(rows: readonly (readonly Value[])[]) {
  let start = 0;
  return rows.map(([step, rowsOfStep]) => {
    const own = { step: Number(step), start, count: Number(rowsOfStep) };
    start += own.count;
    return own;
  });
}
