import type { ModelTask } from '../catalogue/metrics.ts';
import { nearestName } from '../catalogue/nearest-name.ts';
import type { Column, Relation } from '../engine/query-engine.ts';
import { PlumblineError } from '../platform/problem.ts';

/** Which columns of a file say what; those not given are looked for under the names that everybody uses. */
export interface PredictionNames {
  readonly label?: string | undefined;
  readonly prediction?: string | undefined;
  readonly score?: string | undefined;
  readonly by?: readonly string[];
}

export interface FoundColumns {
  readonly label: Column;
  readonly prediction: Column | undefined;
  readonly score: Column | undefined;
  readonly by: readonly Column[];
}

/** Finds the columns in the file; one that the task cannot do without is an error. */
export function findColumns(relation: Relation, task: ModelTask, names: PredictionNames): FoundColumns {
  const label = named(relation, names.label) ?? usual(relation, 'label');
  if (label === undefined) {
    throw lacking(relation, 'there is no column label', 'name the column of what was right: --label COLUMN');
  }
  const prediction = named(relation, names.prediction) ?? usual(relation, 'prediction');
  const score =
    task === 'binary-classification' ? (named(relation, names.score) ?? usual(relation, 'score')) : undefined;
  if (prediction === undefined && score === undefined) {
    const either = task === 'binary-classification' ? 'neither a column prediction nor a column score' : undefined;
    const help = either === undefined ? '--prediction COLUMN' : '--prediction COLUMN, or --score COLUMN';
    throw lacking(
      relation,
      `there is ${either ?? 'no column prediction'}`,
      `name the column of what the model said: ${help}`,
    );
  }
  for (const column of task === 'regression' ? [label, prediction] : [score]) {
    if (column !== undefined && !isNumeric(column)) {
      throw new PlumblineError('usage', `the column ${column.name} has no numbers`, {
        where: relation.label,
        why: `it is ${column.type}, and ${task === 'regression' ? 'a regression is about numbers' : 'a score is a number'}`,
        help: task === 'regression' ? 'or is it a classification? --task says so' : 'name another one: --score COLUMN',
      });
    }
  }
  return { label, prediction, score, by: (names.by ?? []).flatMap((name) => named(relation, name) ?? []) };
}

/** A column that was asked for by its name. */
export function named(relation: Relation, name: string | undefined): Column | undefined {
  if (name === undefined) return undefined;
  const found = usual(relation, name);
  if (found !== undefined) return found;
  const names = relation.columns.map((column) => column.name);
  const nearest = nearestName(name, names);
  throw new PlumblineError('usage', `there is no column ${name}`, {
    where: relation.label,
    help: nearest === undefined ? `there is ${names.slice(0, 20).join(', ')}` : `did you mean ${nearest}?`,
  });
}

function usual(relation: Relation, name: string): Column | undefined {
  return relation.columns.find((column) => column.name === name);
}

function lacking(relation: Relation, what: string, help: string): PlumblineError {
  const names = relation.columns.map((column) => column.name);
  return new PlumblineError('usage', what, { where: relation.label, why: `there is ${names.join(', ')}`, help });
}

export function isNumeric({ valueType }: Column): boolean {
  return ['integer', 'float', 'double', 'decimal'].includes(valueType);
}
