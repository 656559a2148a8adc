import type { QueryEngine, QueryOptions, Relation } from '../../engine/query-engine.ts';
import { joinSql, type Sql, sql } from '../../engine/sql.ts';
import { onlyColumns } from '../only-columns.ts';
import type { ColumnFacts } from './column-facts.ts';
import { confidenceInLaw } from './prediction.ts';
import type { Semantics } from './semantic-types.ts';

/** Columns whose values, taken together, differ in all rows; none of them can be left out. */
export interface CandidateKey {
  readonly columns: readonly string[];
  /** How sure it is that this is no accident. */
  readonly confidence: number;
  /**
   * How many pairs of rows would share their values if the columns had nothing to do with each other, or if whole
   * numbers were drawn from their range. Close to nothing: the key may be an accident. Not told of a single text or time.
   * Source: the birthday problem, with the collision probabilities that were seen.
   */
  readonly expectedRepeats?: number;
}

/** Compound keys have at most so many columns. */
const MOST_COLUMNS = 4;
/** The search looks at so many sets of columns at most, and counts so many of them in all rows. */
const MOST_SETS = 400;
const MOST_COUNTED = 12;
const MOST_PARTS = 12;
const FIRST_ROWS = 20_000;

/** Keys, single columns first. Exact: each was counted in all rows. The search is bounded, so that not all may be found. */
export async function candidateKeys(
  engine: QueryEngine,
  relation: Relation,
  facts: readonly ColumnFacts[],
  semantics: ReadonlyMap<string, Semantics>,
  options: QueryOptions,
): Promise<readonly CandidateKey[]> {
  const rows = facts[0]?.summary.rows ?? 0;
  if (rows < 2) return [];
  const possible = facts.filter((each) => mayBePart(each, semantics.get(each.column.name)));
  const single = possible.filter(({ values }) => values?.distinct === rows).map((each) => keyOf([each], rows, facts));
  const parts = possible
    .filter(({ values }) => values !== undefined && values.distinct > 1 && values.distinct < rows)
    .toSorted((a, b) => (a.values?.collision ?? 1) - (b.values?.collision ?? 1))
    .slice(0, MOST_PARTS);
  const compound: CandidateKey[] = [];
  let looked = 0;
  let counted = 0;
  for (let size = 2; size <= Math.min(MOST_COLUMNS, parts.length); size += 1) {
    // One key of several columns is enough to look for no longer ones: those would be accidents of the shorter.
    if (compound.length > 0) break;
    const sets = combinations(parts, size).filter((set) => product(set) >= rows);
    for (const set of sets.slice(0, MOST_SETS - looked)) {
      looked += 1;
      if (counted >= MOST_COUNTED) break;
      const names = set.map(({ column }) => column.name);
      const columns = names.map(engine.dialect.identifier);
      const { from } = onlyColumns(relation, names);
      if (
        rows > FIRST_ROWS &&
        !(await differ(engine, sql`(SELECT * FROM ${from} LIMIT ${FIRST_ROWS})`, columns, options))
      )
        continue;
      counted += 1;
      if (await differ(engine, from, columns, options)) compound.push(keyOf(set, rows, facts));
    }
  }
  return [...single, ...compound.toSorted((a, b) => (b.expectedRepeats ?? 0) - (a.expectedRepeats ?? 0))];
}

/** Measurements are hardly ever the same, which makes them no keys; a key is never missing. */
function mayBePart({ column: { valueType }, summary, values }: ColumnFacts, semantics: Semantics | undefined): boolean {
  const isKeyType =
    valueType === 'integer' || valueType === 'string' || valueType === 'timestamp' || valueType === 'date';
  const isMeasure = semantics?.type === 'amount' || semantics?.type === 'share' || semantics?.type === 'text';
  return isKeyType && !isMeasure && summary.missing === 0 && values !== undefined;
}

function keyOf(set: readonly ColumnFacts[], rows: number, all: readonly ColumnFacts[]): CandidateKey {
  const columns = all.filter((each) => set.includes(each)).map(({ column }) => column.name);
  const collision = collisionOf(set, rows);
  if (collision === undefined) return { columns, confidence: Number(confidenceInLaw(rows).toFixed(3)) };
  const expectedRepeats = ((rows * (rows - 1)) / 2) * collision;
  // Even where none was to be expected, that there is none speaks a little for a key.
  const confidence = Number((1 - Math.exp(-expectedRepeats) * 0.9).toFixed(3));
  return { columns, confidence, expectedRepeats: Number(expectedRepeats.toPrecision(3)) };
}

/** Probability that two rows have the same values by chance; undefined where that cannot be said. */
function collisionOf(set: readonly ColumnFacts[], rows: number): number | undefined {
  const [only, ...others] = set;
  if (only === undefined) return undefined;
  if (others.length > 0) {
    return set.reduce((product, { values }) => product * Math.max(values?.collision ?? 1, 1 / rows), 1);
  }
  // Texts and times that all differ were made to; whole numbers may differ because they are large.
  if (only.column.valueType !== 'integer') return undefined;
  return 1 / Math.max(1, Number(only.summary.max) - Number(only.summary.min) + 1);
}

const product = (set: readonly ColumnFacts[]): number =>
  set.reduce((all, { values }) => all * (values?.distinct ?? 1), 1);

/** Whether no two rows have the same values; rows are compared by all of them, exactly. */
async function differ(
  engine: QueryEngine,
  from: Sql,
  columns: readonly Sql[],
  options: QueryOptions,
): Promise<boolean> {
  const list = joinSql(columns, ', ');
  const { rows } = await engine.query(sql`SELECT 1 FROM ${from} GROUP BY ${list} HAVING count(*) > 1 LIMIT 1`, options);
  return rows.length === 0;
}

function combinations<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) => combinations(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]));
}
