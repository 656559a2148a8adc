import { nearestName } from '../catalogue/nearest-name.ts';
import type { QueryEngine, Relation } from '../engine/query-engine.ts';
import type { Sql } from '../engine/sql.ts';
import type { Expression } from '../expressions/expression.ts';
import { readRowCondition } from '../expressions/row-condition.ts';
import { unknownColumns } from '../expressions/unknown-columns.ts';
import { cannotJudge } from './judge.ts';

/** What is wrong with the row condition of an expectation, columns aside; undefined where it can be used. */
export function rowConditionProblem(kwargs: Readonly<Record<string, unknown>>): string | undefined {
  if (!hasRowCondition(kwargs)) return undefined;
  const { problems } = readRowCondition(kwargs.row_condition, kwargs.condition_parser);
  return problems[0] === undefined ? undefined : `row_condition: ${problems[0].message}`;
}

function hasRowCondition({ row_condition: condition }: Readonly<Record<string, unknown>>): boolean {
  return condition !== undefined && condition !== null;
}

/** The row condition of an expectation, as far as it can be read; undefined where it has none. */
export function readRowConditionOf(kwargs: Readonly<Record<string, unknown>>): Expression | undefined {
  if (!hasRowCondition(kwargs)) return undefined;
  return readRowCondition(kwargs.row_condition, kwargs.condition_parser).expression ?? undefined;
}

/** The same on data with these columns; what cannot be read, or names another column, is an error. */
export function readKnownCondition(
  kwargs: Readonly<Record<string, unknown>>,
  columns: ReadonlySet<string>,
): Expression | undefined {
  if (!hasRowCondition(kwargs)) return undefined;
  const { expression, problems } = readRowCondition(kwargs.row_condition, kwargs.condition_parser);
  const [problem] = [...problems, ...unknownColumns(expression, columns, nearestName)];
  if (problem !== undefined || expression === null) {
    throw cannotJudge(`row_condition: ${problem?.message ?? 'cannot be read'}`);
  }
  return expression;
}

/** The row condition of an expectation as SQL; undefined where it has none. */
export function compileRowCondition(
  kwargs: Readonly<Record<string, unknown>>,
  relation: Relation,
  engine: QueryEngine,
): Sql | undefined {
  if (!hasRowCondition(kwargs)) return undefined;
  const expression = readKnownCondition(kwargs, new Set(relation.columns.map(({ name }) => name)));
  if (expression === undefined) return undefined;
  const types = new Map(relation.columns.map(({ name, valueType }) => [name, valueType] as const));
  return engine.dialect.condition(expression, (name) => types.get(name));
}
