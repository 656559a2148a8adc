import type { Relation } from '../../engine/query-engine.ts';
import type { Json } from '../../engine/value.ts';
import { isMissing } from '../metrics/columns.ts';
import type { Predictions } from '../predictions.ts';
import type { Answer } from './askable-model.ts';

/** Two ways to one floating-point number may round its last digits differently; of all else nothing may differ. */
const RELATIVE = 1e-9;
/** A score has gone through a whole model. */
const SCORE = 1e-6;

export function floatColumns({ columns }: Relation): ReadonlySet<string> {
  const floats = columns.filter(({ valueType }) => ['float', 'double', 'decimal'].includes(valueType));
  return new Set(floats.map(({ name }) => name));
}

/** Whether a feature has the same value twice; a missing one equals only a missing one. */
export function sameValue(a: Json | undefined, b: Json | undefined, isFloat: boolean): boolean {
  const [left, right] = [a ?? null, b ?? null];
  if (isFloat && typeof left === 'number' && typeof right === 'number') {
    return Math.abs(left - right) <= RELATIVE * Math.max(Math.abs(left), Math.abs(right));
  }
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

/** What the program said of a row: a class by its name, or a number. */
export interface Said {
  readonly prediction: string | number;
  readonly score?: number;
}

/** What was predicted for the row at a place of the split; undefined where its label is not known. */
export function predictedAt({ columns, classes, positions }: Predictions): (position: number) => Said | undefined {
  const places = new Map([...positions].map((position, row) => [position, row]));
  return (position) => {
    const row = places.get(position);
    if (row === undefined) return undefined;
    const predicted = columns.predicted[row] ?? 0;
    if (columns.task === 'regression') return { prediction: predicted };
    const prediction = classes[predicted] ?? '';
    if (columns.task === 'multiclass-classification' || isMissing(columns.score)) return { prediction };
    return { prediction, score: columns.score[row] ?? 0 };
  };
}

export function sameAnswer(said: Said, answer: Answer): boolean {
  if ('error' in answer) return false;
  if (said.score !== undefined && !(typeof answer.score === 'number' && close(said.score, answer.score))) return false;
  const { prediction } = answer;
  if (typeof said.prediction === 'number') return typeof prediction === 'number' && close(said.prediction, prediction);
  return said.prediction === String(prediction) || said.prediction === TRUTHS[String(prediction)];
}

/** As `classNames`: where classes are truth values, 0 and 1 are false and true, whichever side wrote them so. */
const TRUTHS: Readonly<Record<string, string>> = { '0': 'false', '1': 'true', false: '0', true: '1' };

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= SCORE * Math.max(1, Math.abs(a), Math.abs(b));
}
