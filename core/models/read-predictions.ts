import type { ModelTask } from '../catalogue/metrics.ts';
import type { QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { joinSql, raw, type Sql, sql, TRUE } from '../engine/sql.ts';
import { type Json, toJson, type Value } from '../engine/value.ts';
import { PlumblineError } from '../platform/problem.ts';
import { classNames, orderedClasses } from './class-names.ts';
import type { PredictionColumns } from './metrics/columns.ts';
import { type FoundColumns, findColumns, type PredictionNames } from './prediction-file.ts';
import type { Predictions, SliceColumn } from './predictions.ts';

export interface PredictionRequest {
  readonly relation: Relation;
  readonly task: ModelTask;
  readonly names: PredictionNames;
  /** Which of the rows are meant; all by default. */
  readonly where?: Sql;
}

/** From this score on a row counts as predicted positive, where the file has scores and no predictions. */
export const THRESHOLD = 0.5;

/** Reads what a model predicted. A file that cannot be judged, or only in part, is an error that says why. */
export async function readPredictions(
  engine: QueryEngine,
  { relation, task, names, where = TRUE }: PredictionRequest,
  options: QueryOptions = {},
): Promise<Predictions> {
  const found = findColumns(relation, task, names);
  const read = await readRows(engine, relation, found, where, options);
  const columns = task === 'regression' ? regression(read, relation) : classification(task, read, relation, found);
  return {
    task,
    rows: read.label.length,
    withoutLabel: read.withoutLabel,
    ...columns,
    by: found.by.map(({ name }, index) => sliceColumn(name, read.by[index] ?? [], relation)),
    positions: Float64Array.from(read.positions),
  };
}

interface Read {
  readonly label: Value[];
  readonly prediction: Value[];
  readonly score: (number | null)[];
  readonly by: Value[][];
  readonly positions: number[];
  withoutLabel: number;
}

/** Rows that are read at once. */
const BATCH = 200_000;

async function readRows(
  engine: QueryEngine,
  { numbered, position }: Relation,
  { label, prediction, score, by }: FoundColumns,
  where: Sql,
  options: QueryOptions,
): Promise<Read> {
  const id = (column: { readonly name: string } | undefined) =>
    column === undefined ? raw('NULL') : engine.dialect.identifier(column.name);
  const columns = [position, id(label), id(prediction), sql`CAST(${id(score)} AS DOUBLE)`, ...by.map(id)];
  const read: Read = { label: [], prediction: [], score: [], by: by.map(() => []), positions: [], withoutLabel: 0 };
  const { rows: extent } = await engine.query(sql`SELECT max(${position}) FROM ${numbered}`, options);
  const last = Number(extent[0]?.[0] ?? -1);
  for (let from = 0; from <= last; from += BATCH) {
    const { rows } = await engine.query(
      sql`SELECT ${joinSql(columns, ', ')} FROM ${numbered}
          WHERE ${position} >= ${from} AND ${position} < ${from + BATCH} AND (${where}) ORDER BY ${position}`,
      options,
    );
    for (const [place, right = null, said = null, howSure, ...slices] of rows) {
      if (right === null) {
        read.withoutLabel += 1;
        continue;
      }
      read.positions.push(Number(place));
      read.label.push(right);
      read.prediction.push(said);
      read.score.push(howSure === null || howSure === undefined ? null : Number(howSure));
      for (const [index, values] of read.by.entries()) values.push(slices[index] ?? null);
    }
  }
  return read;
}

function regression({ label, prediction }: Read, { label: file }: Relation) {
  const truth = Float64Array.from(label, Number);
  assertPredicted(prediction.filter((each) => each === null).length, file);
  const predicted = Float64Array.from(prediction, Number);
  if (![truth, predicted].every((column) => column.every(Number.isFinite))) {
    throw new PlumblineError('findings', 'some labels or predictions are infinite', {
      where: file,
      why: 'no metric says anything about them',
      help: 'leave such rows out, or make the model answer with a number',
    });
  }
  return { columns: { task: 'regression', truth, predicted } as const, classes: [] };
}

function classification(
  task: Exclude<ModelTask, 'regression'>,
  { label, prediction, score }: Read,
  relation: Relation,
  found: FoundColumns,
): { readonly columns: PredictionColumns; readonly classes: readonly string[] } {
  const nameOf = classNames(found.label, found.prediction);
  const labels = label.map(nameOf);
  const said = prediction.map((value) => (value === null ? undefined : nameOf(value)));
  const columns = found.prediction === undefined ? [found.label] : [found.label, found.prediction];
  const names = new Set([...labels, ...said.filter((each) => each !== undefined)]);
  const binary = task === 'binary-classification';
  const classes = binary || names.size > 1 ? orderedClasses(names, columns) : [...names];
  if (binary && classes.length > 2) throw tooManyClasses(classes, relation, found);
  const codes = new Map(classes.map((name, index) => [name, index]));
  const truth = Int32Array.from(labels, (name) => codes.get(name) ?? 0);
  const unpredicted = said.filter((name, row) => name === undefined && (!binary || score[row] === null)).length;
  assertPredicted(unpredicted, relation.label);
  const predicted = Int32Array.from(said, (name, row) =>
    name === undefined ? Number((score[row] ?? 0) >= THRESHOLD) : (codes.get(name) ?? 0),
  );
  if (!binary) return { columns: { task, classes: classes.length, truth, predicted }, classes };
  return {
    columns: {
      task: 'binary-classification',
      truth: Uint8Array.from(truth),
      predicted: Uint8Array.from(predicted),
      score: scores(score, found),
    },
    classes,
  };
}

function scores(score: readonly (number | null)[], { score: column }: FoundColumns) {
  if (column === undefined) return { missing: 'there is no column score' };
  const without = score.filter((each) => each === null).length;
  if (without > 0) return { missing: `${rowsInWords(without)} ${without === 1 ? 'has' : 'have'} no score` };
  return Float64Array.from(score, Number);
}

function assertPredicted(without: number, where: string): void {
  if (without === 0) return;
  const what = `${rowsInWords(without)} with a label ${without === 1 ? 'has' : 'have'} no prediction`;
  throw new PlumblineError('findings', what, {
    where,
    why: 'a metric over the other rows would make the model look better than it is',
    help: 'write a prediction for every row, or leave out the rows that nobody asked the model about',
  });
}

function tooManyClasses(classes: readonly string[], relation: Relation, { prediction }: FoundColumns): PlumblineError {
  const some = classes.slice(0, 5).join(', ');
  const looksLikeScores = prediction?.valueType === 'double' || prediction?.valueType === 'float';
  return new PlumblineError(
    'usage',
    `there are ${classes.length.toLocaleString('en-US')} classes, and binary means two`,
    {
      where: relation.label,
      why: `labels and predictions are ${some}${classes.length > 5 ? ', …' : ''}`,
      help: looksLikeScores
        ? `if ${prediction.name} is how sure the model is: --score ${prediction.name}, and name the predicted class or leave it out`
        : '--task multiclass-classification',
    },
  );
}

/** A slice is looked at one by one: of more values than this nobody would. */
const MOST_SLICES = 200;

function sliceColumn(name: string, values: readonly Value[], { label: where }: Relation): SliceColumn {
  const known = new Map<string, number>();
  const distinct: Json[] = [];
  const codes = Int32Array.from(values, (value) => {
    const json = toJson(value);
    const key = JSON.stringify(json);
    let code = known.get(key);
    if (code === undefined) {
      code = distinct.length;
      known.set(key, code);
      distinct.push(json);
    }
    return code;
  });
  if (distinct.length > MOST_SLICES) {
    throw new PlumblineError(
      'usage',
      `the column ${name} has ${distinct.length.toLocaleString('en-US')} different values`,
      {
        where,
        why: `rows are told apart by at most ${MOST_SLICES}`,
        help: 'choose a column with fewer, or put its values into groups first',
      },
    );
  }
  return { name, values: distinct, codes };
}

function rowsInWords(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`;
}
