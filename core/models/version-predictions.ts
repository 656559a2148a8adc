import type { ModelTask } from '../catalogue/metrics.ts';
import type { Column, QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { allOf, joinSql, raw, type Sql, sql, TRUE } from '../engine/sql.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { EvaluationSet } from './evaluation-sets.ts';
import { isNumeric } from './prediction-file.ts';
import type { Predictions } from './predictions.ts';
import { readPredictions } from './read-predictions.ts';

export interface SplitPredictions {
  /** What the training program wrote: prediction and score, and which row of the training data each is about. */
  readonly predictions: Relation;
  /** The rows of one split of the training data. */
  readonly split: { readonly name: string; readonly relation: Relation };
  readonly keys: readonly string[];
  readonly task: ModelTask;
  readonly label: string;
  readonly sets: readonly EvaluationSet[];
  /** Whether every row with a label must have been predicted. */
  readonly whole: boolean;
}

/**
 * The predictions of a program for one split, with the labels of the training data itself: the program's word is not
 * taken for what was right, but where it wrote labels they must be the same, so that no row is taken for another one.
 *
 * Rows find each other by `row_id` (the place of the row in the file of its split, from 0), else by the keys of the view,
 * else, where there is a prediction for every row, by their order.
 */
export async function readSplitPredictions(
  engine: QueryEngine,
  request: SplitPredictions,
  options: QueryOptions = {},
): Promise<Predictions> {
  const { split, task, sets, whole } = request;
  const joined = await joinedRows(engine, request, options);
  const names = { by: sets.map((_, index) => `set ${index}`) };
  const where = whole ? TRUE : sql`predicted`;
  const predictions = await readPredictions(engine, { relation: joined, task, names, where }, options);
  if (predictions.rows > 0 || !whole) return predictions;
  throw new PlumblineError('findings', `no row of ${split.name} has a label`, {
    where: joined.label,
    help: `put the label into the training data: ${request.label} is missing everywhere`,
  });
}

/** How many rows of a split were predicted. */
export async function predictedRows(engine: QueryEngine, predictions: Relation, split: string): Promise<number> {
  const { rows } = await engine.query(
    sql`SELECT count(*) FROM ${predictions.from} WHERE ${ofSplit(predictions, split)}`,
  );
  return Number(rows[0]?.[0] ?? 0);
}

async function joinedRows(
  engine: QueryEngine,
  { predictions, split, keys, label, sets }: SplitPredictions,
  options: QueryOptions,
): Promise<Relation> {
  const { dialect } = engine;
  const { relation: data } = split;
  const id = (name: string) => dialect.identifier(name);
  const said = columnNamed(predictions, 'label');
  const prediction = columnNamed(predictions, 'prediction');
  const score = columnNamed(predictions, 'score');
  if (prediction === undefined && score === undefined) {
    throw wrong(predictions, 'there is neither a column prediction nor a column score', COLUMNS);
  }
  const right = columnNamed(data, label);
  if (right === undefined) {
    throw new PlumblineError('findings', `the training data has no column ${label}`, {
      where: data.label,
      help: 'name the label in the view that the model is trained on, and in the model',
    });
  }
  const row = await rowsMeet(engine, { predictions, data, split: split.name, keys }, options);
  const setColumns = sets.map(({ value }, index) => sql`${value} AS ${id(`set ${index}`)}`);
  const dataColumns = [
    sql`${data.position} AS position`,
    sql`${id(label)} AS truth`,
    ...row.of.map(({ data }, index) => sql`${data} AS ${id(`key ${index}`)}`),
    ...setColumns,
  ];
  const predictionColumns = [
    sql`TRUE AS predicted`,
    sql`${said === undefined ? raw('NULL') : sql`TRY_CAST(${id(said.name)} AS ${raw(right.type)})`} AS said`,
    sql`${prediction === undefined ? raw('NULL') : id(prediction.name)} AS prediction`,
    sql`${score === undefined ? raw('NULL') : id(score.name)} AS score`,
    ...row.of.map(({ prediction }, index) => sql`${prediction} AS ${id(`key ${index}`)}`),
  ];
  const on = allOf(row.of.map((_, index) => sql`d.${id(`key ${index}`)} = p.${id(`key ${index}`)}`));
  const kept = ['position', ...sets.map((_, index) => `set ${index}`)].map((name) => sql`d.${id(name)}`);
  const rows = sql`(SELECT ${joinSql(kept, ', ')}, d.truth AS label, p.prediction, p.score, p.said,
                           p.predicted IS NOT NULL AS predicted
                    FROM (SELECT ${joinSql(dataColumns, ', ')} FROM ${data.numbered}) AS d
                    LEFT JOIN (SELECT ${joinSql(predictionColumns, ', ')} FROM ${row.predictions}) AS p ON ${on})`;
  await assertSameRows(engine, { rows, data, predictions, split: split.name, compares: said !== undefined }, options);
  return {
    label: predictions.label,
    columns: [
      { ...right, name: 'label' },
      ...(prediction === undefined ? [] : [{ ...prediction, name: 'prediction' }]),
      ...(score === undefined ? [] : [{ ...score, name: 'score' }]),
      ...sets.map((_, index): Column => ({ name: `set ${index}`, type: 'VARCHAR', valueType: 'string' })),
    ],
    from: rows,
    numbered: rows,
    position: raw('position'),
    misfits: [],
  };
}

interface Meeting {
  /** The predictions of the split. */
  readonly predictions: Sql;
  /** What must be equal on both sides. */
  readonly of: readonly { readonly data: Sql; readonly prediction: Sql }[];
}

/** By what a prediction and a row of the data find each other. */
async function rowsMeet(
  { query, dialect }: QueryEngine,
  about: {
    readonly predictions: Relation;
    readonly data: Relation;
    readonly split: string;
    readonly keys: readonly string[];
  },
  options: QueryOptions,
): Promise<Meeting> {
  const { predictions, data, split, keys } = about;
  const ofThisSplit = sql`(SELECT * FROM ${predictions.numbered} WHERE ${ofSplit(predictions, split)})`;
  const rowId = columnNamed(predictions, 'row_id');
  if (rowId !== undefined && isNumeric(rowId)) {
    const prediction = dialect.identifier(rowId.name);
    return { predictions: ofThisSplit, of: [{ data: data.position, prediction }] };
  }
  if (keys.length > 0 && keys.every((key) => columnNamed(predictions, key) !== undefined)) {
    const same = keys.map((key) => ({ data: dialect.identifier(key), prediction: dialect.identifier(key) }));
    return { predictions: ofThisSplit, of: same };
  }
  const { rows } = await query(
    sql`SELECT (SELECT count(*) FROM ${ofThisSplit}), (SELECT count(*) FROM ${data.from})`,
    options,
  );
  const [written, there] = (rows[0] ?? []).map(Number);
  if (written !== there) {
    const byKey = keys.length > 0 ? `, or the ${keys.join(', ')} of each row` : '';
    const why = `there are ${counted(written)} predictions for the ${counted(there)} rows of ${split}`;
    const help = `write the column row_id, the place of the row in the file of the split (from 0)${byKey}`;
    throw wrong(predictions, 'nothing says which row a prediction is about', help, why);
  }
  const inOrder = sql`(SELECT *, row_number() OVER (ORDER BY ${predictions.position}) - 1 AS "row id" FROM ${ofThisSplit})`;
  return { predictions: inOrder, of: [{ data: data.position, prediction: raw('"row id"') }] };
}

/** Every prediction belongs to one row, no row has two, and where the program wrote labels they are those of the rows. */
async function assertSameRows(
  { query }: QueryEngine,
  about: {
    readonly rows: Sql;
    readonly data: Relation;
    readonly predictions: Relation;
    readonly split: string;
    readonly compares: boolean;
  },
  options: QueryOptions,
): Promise<void> {
  const { rows, data, predictions, split, compares } = about;
  const { rows: counts } = await query(
    sql`SELECT count(*), count_if(predicted), count_if(predicted AND said IS DISTINCT FROM label),
               (SELECT count(*) FROM ${data.from}),
               (SELECT count(*) FROM ${predictions.from} WHERE ${ofSplit(predictions, split)}) FROM ${rows}`,
    options,
  );
  const [joined = 0, found = 0, others = 0, there = 0, written = 0] = (counts[0] ?? []).map(Number);
  if (joined > there) {
    throw wrong(predictions, `${counted(joined - there)} rows of ${split} are predicted more than once`, COLUMNS);
  }
  if (found < written) {
    const what = `${counted(written - found)} predictions are about no row of ${split}`;
    throw wrong(predictions, what, COLUMNS, `the split has ${counted(there)} rows`);
  }
  if (compares && others > 0) {
    const what = `${counted(others)} labels are not those of the training data`;
    const why = `so the predictions are of other rows than those of ${split}, or in another order`;
    throw wrong(predictions, what, COLUMNS, why);
  }
}

function ofSplit(predictions: Relation, split: string): Sql {
  // Without the column all of them are of the split that is judged.
  return columnNamed(predictions, 'split') === undefined ? TRUE : sql`CAST("split" AS VARCHAR) = ${split}`;
}

function columnNamed({ columns }: Relation, name: string): Column | undefined {
  return columns.find((column) => column.name === name);
}

const COLUMNS =
  'write predictions.parquet with the columns row_id (the place of the row in the file of its split, from 0), label, prediction, score, split';

function wrong({ label }: Relation, what: string, help: string, why?: string): PlumblineError {
  return new PlumblineError('findings', what, { where: label, why, help });
}

function counted(count: number | undefined): string {
  return (count ?? 0).toLocaleString('en-US');
}
