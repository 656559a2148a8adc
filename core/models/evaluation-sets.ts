import type { FeatureView } from '../definitions/feature-view.ts';
import type { Lenient } from '../definitions/schema.ts';
import type { Dialect } from '../engine/dialect.ts';
import type { Relation } from '../engine/query-engine.ts';
import type { Sql } from '../engine/sql.ts';
import type { Json } from '../engine/value.ts';
import { columnsOf } from '../expressions/columns-of.ts';
import { parseExpression } from '../expressions/parse-expression.ts';

/** An evaluation set of a view, as a column of the rows that it parts. */
export interface EvaluationSet {
  readonly name: string;
  readonly value: Sql;
  /** What its rows with this value are called; undefined for rows that do not belong to it. */
  readonly sliceOf: (value: Json) => string | undefined;
}

/** The sets whose columns are at hand; the others cannot be judged. */
export function evaluationSets(
  sets: Lenient<FeatureView>['evaluation_sets'],
  relation: Relation,
  dialect: Dialect,
): readonly EvaluationSet[] {
  const types = new Map(relation.columns.map(({ name, valueType }) => [name, valueType]));
  return (sets ?? []).flatMap((set): readonly EvaluationSet[] => {
    if (set?.name === undefined) return [];
    const { name, by, filter } = set;
    if (by !== undefined) {
      if (!types.has(by)) return [];
      const sliceOf = (value: Json) => (value === null ? `${by} is missing` : `${by} = ${textOf(value)}`);
      return [{ name, value: dialect.identifier(by), sliceOf }];
    }
    const { expression, problems } = parseExpression(filter ?? '');
    if (expression === null || expression === undefined || problems.length > 0) return [];
    if (columnsOf(expression).some((column) => !types.has(column.name))) return [];
    const value = dialect.condition(expression, (column) => types.get(column));
    return [{ name, value, sliceOf: (value) => (value === true ? filter : undefined) }];
  });
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
