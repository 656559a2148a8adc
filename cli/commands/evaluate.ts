import { MODEL_TASKS, type ModelTask } from '../../core/catalogue/metrics.ts';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import { sql } from '../../core/engine/sql.ts';
import { evaluate as evaluatePredictions } from '../../core/models/evaluate.ts';
import { CONFIDENCE } from '../../core/models/metrics/metric-value.ts';
import { named } from '../../core/models/prediction-file.ts';
import { readPredictions } from '../../core/models/read-predictions.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { evaluationText } from '../../core/reports/evaluation-text.ts';
import type { Action } from '../commands.ts';
import { dataFile, reachOf } from '../data-file.ts';
import { EXIT } from '../exit-codes.ts';

/** `plumbline evaluate --predictions FILE --task TASK`: how good predictions are, whoever made them. Needs no project. */
export const evaluate: Action = async ({ options, output, signal }) => {
  const file = given(options.predictions, '--predictions FILE', 'predictions are what is evaluated');
  const task = given(options.task, `--task ${MODEL_TASKS.join('|')}`, 'the metrics depend on it') as ModelTask;
  const source = await dataFile(file);
  const engine = await startDuckDb(await reachOf(source.path));
  try {
    const relation = await engine.open(source, { signal });
    const split = options.split === undefined ? undefined : String(options.split);
    const where = split === undefined ? undefined : splitIs(named(relation, 'split')?.name ?? 'split', split);
    const names = {
      label: options.label as string | undefined,
      prediction: options.prediction as string | undefined,
      score: options.score as string | undefined,
      by: (options.by ?? []) as readonly string[],
    };
    const predictions = await readPredictions(
      engine,
      { relation, task, names, ...(where === undefined ? {} : { where }) },
      { signal },
    );
    const evaluation = evaluatePredictions(predictions);
    const { withoutLabel, classes } = predictions;
    const positive = task === 'binary-classification' ? classes[1] : undefined;
    const value = {
      ...evaluation,
      task,
      without_label: withoutLabel,
      ...(positive === undefined ? {} : { positive }),
      confidence: CONFIDENCE,
    };
    const words = evaluationText(evaluation, { withoutLabel, positive, confidence: CONFIDENCE }, output.paint);
    output.result('evaluate', true, value, words);
    return EXIT.ok;
  } finally {
    await engine.dispose();
  }

  function splitIs(column: string, split: string) {
    return sql`CAST(${engine.dialect.identifier(column)} AS VARCHAR) = ${split}`;
  }
};

function given(option: unknown, usage: string, why: string): string {
  if (option !== undefined) return String(option);
  throw new PlumblineError('usage', `${usage.split(' ')[0]} is missing`, { why, help: `plumbline evaluate ${usage}` });
}
