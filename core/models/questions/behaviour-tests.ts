import type { QueryEngine, QueryOptions, Relation } from '../../engine/query-engine.ts';
import { type Sql, TRUE } from '../../engine/sql.ts';
import type { Json } from '../../engine/value.ts';
import { columnsOf } from '../../expressions/columns-of.ts';
import { parseExpression } from '../../expressions/parse-expression.ts';
import { PlumblineError } from '../../platform/problem.ts';
import { digits } from '../gates/gate.ts';
import type { Answer, AskableModel, NotAsked } from './askable-model.ts';
import type { BehaviourExample, BehaviourResult, BehaviourTest } from './behaviour-result.ts';
import { changedRows } from './changed-rows.ts';
import { compareMoves, type Direction, figureOf } from './compare-moves.ts';
import { expectedOfAnswers } from './expected-of-answers.ts';
import { inALine } from './in-a-line.ts';
import { drawRows, picked, type TestRow } from './test-rows.ts';

export interface BehaviourRequest {
  readonly model: AskableModel;
  readonly tests: readonly (BehaviourTest | undefined)[];
  /** The rows of the test split. */
  readonly relation: Relation;
  readonly features: readonly string[];
  /** Columns that name a row. */
  readonly keys: readonly string[];
}

/** Rows that a test asks about, at most. */
const MOST_ROWS = 1000;
const MOST_EXAMPLES = 5;

/**
 * Runs the behaviour tests of a model (Ribeiro and others, "Beyond Accuracy: Behavioral Testing of NLP Models with
 * CheckList", 2020): on rows of the test split, as they are and changed. A test that cannot be judged has not passed.
 */
export async function runBehaviourTests(
  engine: QueryEngine,
  request: BehaviourRequest,
  options: QueryOptions = {},
): Promise<readonly BehaviourResult[]> {
  const results: BehaviourResult[] = [];
  for (const [index, test] of request.tests.entries()) {
    if (test === undefined) continue;
    const about = { name: test.name ?? `test ${index + 1}`, kind: test.kind ?? 'invariance' };
    results.push({ ...about, ...(await judged(engine, request, test, options)) });
  }
  return results;
}

type Judged = Omit<BehaviourResult, 'name' | 'kind'>;

const unjudged = (reason: string, rows = 0): Judged => ({ passed: false, rows, broken: null, reason, examples: [] });

async function judged(
  engine: QueryEngine,
  request: BehaviourRequest,
  test: BehaviourTest,
  options: QueryOptions,
): Promise<Judged> {
  try {
    const where = conditionOf(engine, request.relation, test.where);
    if ('lacking' in where) return unjudged(where.lacking);
    const rows = await drawRows(engine, request.relation, { limit: MOST_ROWS, where: where.sql }, options);
    if (rows.length === 0) return unjudged(`no row of the test split is one where ${test.where ?? 'anything'}`);
    if (test.kind === 'minimum-functionality') return await judgeAnswers(engine, request, test, rows, options);
    return await judgeMoves(request, test, rows);
  } catch (error) {
    if (error instanceof PlumblineError && error.kind === 'cancelled') throw error;
    return unjudged(inALine(error));
  }
}

function conditionOf(
  { dialect }: QueryEngine,
  { columns }: Relation,
  text: string | undefined,
): { readonly sql: Sql } | NotAsked {
  if (text === undefined) return { sql: TRUE };
  const { expression, problems } = parseExpression(text);
  if (expression === null || problems.length > 0) {
    return { lacking: `\`${text}\` cannot be read: ${problems[0]?.message ?? 'it is empty'}` };
  }
  const types = new Map(columns.map(({ name, valueType }) => [name, valueType]));
  const unknown = columnsOf(expression).find(({ name }) => !types.has(name));
  if (unknown !== undefined) return { lacking: `\`${text}\` names ${unknown.name}, which the training data lacks` };
  return { sql: dialect.condition(expression, (name) => types.get(name)) };
}

/** What is expected of the answers, of rows as they are or as `change` makes them. */
async function judgeAnswers(
  engine: QueryEngine,
  request: BehaviourRequest,
  { expect, change = {} }: BehaviourTest,
  rows: readonly TestRow[],
  options: QueryOptions,
): Promise<Judged> {
  if (expect === undefined) return unjudged('it has no `expect` that says what must hold', rows.length);
  const changed = changedRows(request, change, rows);
  if ('lacking' in changed) return unjudged(changed.lacking, rows.length);
  const answers = await request.model.ask(changed.rows.map(({ after }) => after));
  const found = await expectedOfAnswers(engine, expect, answers, options);
  if ('lacking' in found) return unjudged(found.lacking, rows.length);
  if (found.about === 'set') {
    const means = Object.entries(found.means).map(([name, mean]) => `the mean ${name} is ${digits(mean)}`);
    const reason = [`${expect} is ${found.holds}`, ...means].join('; ');
    return { passed: found.holds, rows: rows.length, broken: null, reason, examples: [] };
  }
  const { broken } = found;
  const reason =
    broken.length === 0 ? `${expect} is true of each row` : `${expect} is not true of ${inRows(broken.length)}`;
  return {
    passed: broken.length === 0,
    rows: rows.length,
    broken: broken.length,
    reason,
    examples: examplesOf(request, rows, broken, (place) => [toldOf(answers[place]), null]),
  };
}

/** What a change does to the answers: nothing, or that they go one way. */
async function judgeMoves(
  request: BehaviourRequest,
  { kind, change = {}, expect, tolerance = 0 }: BehaviourTest,
  rows: readonly TestRow[],
): Promise<Judged> {
  const { model } = request;
  const direction: Direction | undefined =
    kind === 'directional' ? (expect === 'increase' || expect === 'decrease' ? expect : undefined) : 'same';
  if (direction === undefined) return unjudged('its `expect` is neither `increase` nor `decrease`');
  if (Object.keys(change).length === 0) return unjudged('it has no `change`, so that nothing could move');
  const made = changedRows(request, change, rows);
  if ('lacking' in made) return unjudged(made.lacking);
  if (made.idle.length > 0 && made.idle.length === Object.keys(change).length) {
    const what = made.idle.length === 1 ? `${made.idle[0]} is no feature` : `${made.idle.join(', ')} are no features`;
    const reason = `${what}, and none is computed from it: the model never sees the change`;
    return { passed: direction === 'same', rows: 0, broken: direction === 'same' ? 0 : null, reason, examples: [] };
  }
  const changed = made.rows.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  if (changed.length === 0) return unjudged('all rows of the test split have these values already');
  const before = await model.ask(changed.map((row) => row.before));
  const after = await model.ask(changed.map((row) => row.after));
  const at = (place: number) => ({ before: before[place] ?? GONE, after: after[place] ?? GONE });
  const found = compareMoves(
    changed.map((_, place) => at(place)),
    direction,
    tolerance,
  );
  if ('lacking' in found) return unjudged(found.lacking, changed.length);
  const { broken, moved, most } = found;
  // A model that does not look at the feature at all never goes the wrong way; that is not what was asked for.
  const still = direction !== 'same' && broken.length === 0 && moved === 0;
  return {
    passed: broken.length === 0 && !still,
    rows: changed.length,
    broken: broken.length,
    reason: still ? `no answer does ${direction}` : inWords(direction, broken.length, moved, most, tolerance),
    examples: examplesOf(
      request,
      changed.map(({ row }) => row),
      broken,
      (place) => [toldOf(before[place]), toldOf(after[place])],
    ),
  };
}

const GONE: Answer = { error: 'the model gave no answer' };

function examplesOf(
  { keys, features }: BehaviourRequest,
  rows: readonly TestRow[],
  broken: readonly number[],
  said: (place: number) => readonly [before: Json, after: Json],
): readonly BehaviourExample[] {
  return broken.slice(0, MOST_EXAMPLES).map((place) => {
    const [before, after] = said(place);
    return { key: picked(rows[place]?.values ?? {}, keys.length > 0 ? keys : features), before, after };
  });
}

function toldOf(answer: Answer | undefined): Json {
  return answer === undefined || 'error' in answer ? null : figureOf(answer);
}

function inWords(direction: Direction, broken: number, moved: number, most: number | null, tolerance: number): string {
  const within = tolerance === 0 ? '' : ` by more than ${digits(tolerance)}`;
  const step = most === null || most <= 0 ? '' : `, the most by ${digits(most)}`;
  if (direction === 'same') {
    return broken === 0 ? `no answer moves${within}` : `the answer moves${within} for ${inRows(broken)}${step}`;
  }
  const other = direction === 'increase' ? 'decreases' : 'increases';
  if (broken > 0) return `the answer ${other}${within} for ${inRows(broken)}${step}`;
  return `the answer does ${direction} for ${inRows(moved)}, and ${other}${within} for none`;
}

function inRows(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`;
}
