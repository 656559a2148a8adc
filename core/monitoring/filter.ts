import { nearestName } from '../catalogue/nearest-name.ts';
import type { QueryEngine } from '../engine/query-engine.ts';
import { parseExpression } from '../expressions/parse-expression.ts';
import { unknownColumns } from '../expressions/unknown-columns.ts';
import { PlumblineError } from '../platform/problem.ts';
import { type Rows, rowsWhere } from './rows.ts';

/** The rows for which a filter of a definition holds. */
export function rowsFiltered(engine: QueryEngine, rows: Rows, filter: string): Rows {
  const { expression, problems } = parseExpression(filter);
  const names = new Set(rows.columns.map(({ name }) => name));
  const [problem] = [...problems, ...unknownColumns(expression, names, nearestName)];
  if (problem !== undefined || expression === null) {
    throw new PlumblineError('usage', `filter: ${problem?.message ?? 'it cannot be read'}`, { where: rows.label });
  }
  const types = new Map(rows.columns.map(({ name, valueType }) => [name, valueType] as const));
  const condition = engine.dialect.condition(expression, (name) => types.get(name));
  return rowsWhere(rows, condition, `${rows.label} where ${filter}`);
}
