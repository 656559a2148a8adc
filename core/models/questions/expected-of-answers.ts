import type { QueryEngine, QueryOptions } from '../../engine/query-engine.ts';
import { joinSql, type Sql, type SqlScalar, sql } from '../../engine/sql.ts';
import type { Json } from '../../engine/value.ts';
import { checkAggregates } from '../../expressions/check-aggregates.ts';
import { columnsOf } from '../../expressions/columns-of.ts';
import type { Expression } from '../../expressions/expression.ts';
import { parseExpression } from '../../expressions/parse-expression.ts';
import type { ValueType } from '../../expressions/value-type.ts';
import { walkExpression } from '../../expressions/walk-expression.ts';
import type { Answer, NotAsked } from './askable-model.ts';

/** What an expression over the answers of a model comes to. */
export type Expected =
  /** It is about all of them together. */
  | { readonly about: 'set'; readonly holds: boolean; readonly means: Readonly<Record<string, number>> }
  /** It is about each of them; places of those it is not true of. */
  | { readonly about: 'each'; readonly broken: readonly number[] };

const NAMES = ['prediction', 'score'] as const;

/**
 * `mean(prediction) > 0.3` is true of the answers as a whole; `score <= 0.9`, without a figure of the set, has to be
 * true of each. Among figures of the set a truth value is 0 or 1.
 */
export async function expectedOfAnswers(
  engine: QueryEngine,
  text: string,
  answers: readonly Answer[],
  options: QueryOptions = {},
): Promise<Expected | NotAsked> {
  const { expression, problems } = parseExpression(text, { aggregates: true });
  const about = expression !== null && hasFigures(expression) ? 'set' : 'each';
  const mistakes = [...problems, ...(expression !== null && about === 'set' ? checkAggregates(expression) : [])];
  if (expression === null || mistakes.length > 0) {
    return { lacking: `\`${text}\` cannot be read: ${mistakes[0]?.message ?? 'it is empty'}` };
  }
  const unknown = columnsOf(expression).find(({ name }) => !NAMES.some((each) => each === name));
  if (unknown !== undefined) {
    return { lacking: `\`${text}\` names ${unknown.name}; an answer has a prediction and a score` };
  }
  const failed = answers.find((answer) => 'error' in answer);
  if (failed !== undefined && 'error' in failed) return { lacking: failed.error };
  const columns = NAMES.map((name) => columnOf(name, answers, about));
  const used = new Set(columnsOf(expression).map(({ name }) => name));
  const empty = columns.find(({ name, values }) => used.has(name) && values.every((value) => value === null));
  if (empty !== undefined) return { lacking: `the model gives no ${empty.name}` };
  const { dialect } = engine;
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const holds = dialect.condition(expression, (name) => types.get(name));
  const rows = rowsOf(engine, columns);
  if (about === 'set') {
    const found = await engine.query(sql`SELECT ${holds} FROM ${rows}`, options);
    const means = columns.filter(({ name, type }) => used.has(name) && type === 'double').map(meanOf);
    return { about, holds: found.rows[0]?.[0] === true, means: Object.fromEntries(means) };
  }
  const found = await engine.query(sql`SELECT place FROM ${rows} WHERE (${holds}) IS NOT TRUE ORDER BY place`, options);
  return { about, broken: found.rows.map(([place]) => Number(place)) };
}

function hasFigures(expression: Expression): boolean {
  return [...walkExpression(expression)].some(({ kind }) => kind === 'aggregate');
}

interface AnswerColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly values: readonly SqlScalar[];
}

function columnOf(name: 'prediction' | 'score', answers: readonly Answer[], about: Expected['about']): AnswerColumn {
  const given: readonly Json[] = answers.map((answer) => ('error' in answer ? null : (answer[name] ?? null)));
  const known = given.filter((value) => value !== null);
  if (known.every((value) => typeof value === 'boolean')) {
    if (about === 'each') return { name, type: 'boolean', values: given as readonly (boolean | null)[] };
    return { name, type: 'double', values: given.map((value) => (value === null ? null : Number(value))) };
  }
  if (known.every((value) => typeof value === 'number')) {
    return { name, type: 'double', values: given as readonly (number | null)[] };
  }
  const texts = given.map((value) => (typeof value === 'string' || value === null ? value : JSON.stringify(value)));
  return { name, type: 'string', values: texts };
}

const SQL_TYPES: Partial<Record<ValueType, string>> = { boolean: 'BOOLEAN', double: 'DOUBLE' };

/** The answers as a table, each with its place. */
function rowsOf({ dialect }: QueryEngine, columns: readonly AnswerColumn[]): Sql {
  const rows = (columns[0]?.values ?? []).map((_, place) => {
    const cells = columns.map(({ type, values }) =>
      dialect.cast(sql`${values[place] ?? null}`, SQL_TYPES[type] ?? 'VARCHAR'),
    );
    return sql`(${joinSql([sql`${place}`, ...cells], ', ')})`;
  });
  const names = columns.map(({ name }) => dialect.identifier(name));
  return sql`(VALUES ${joinSql(rows, ', ')}) AS answers(place, ${joinSql(names, ', ')})`;
}

function meanOf({ name, values }: AnswerColumn): readonly [string, number] {
  const known = values.filter((value) => typeof value === 'number');
  return [name, known.reduce((sum, value) => sum + value, 0) / known.length];
}
