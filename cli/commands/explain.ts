import type { Prediction } from '../../core/deployments/prediction.ts';
import { findPrediction } from '../../core/deployments/prediction-log.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { recordResult } from '../../core/registry/record-result.ts';
import { openRegistry, type Registry } from '../../core/registry/registry.ts';
import { explanationText } from '../../core/reports/explanation-text.ts';
import { EXPLANATION, explainedPage } from '../../core/views/explanation.ts';
import type { LineagePage } from '../../core/views/lineage-page.ts';
import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';

/** `plumbline explain PREDICTION_ID`: from a logged prediction back to model, data, runs and code. */
export const explain: Action = async ({ args, output, signal }) => {
  const { project, storage } = await openProject(output.options, signal);
  const id = String(args[0]);
  const prediction = await findPrediction(storage, id);
  if (prediction === undefined) throw notLogged(id, storage);
  const registry = await openRegistry(storage);
  try {
    const page = await registry.read((db) => explainedPage(project, db, prediction));
    const result = await keep(registry, prediction, page);
    const { kind: _, ...lineage } = page;
    output.result('explain', true, { prediction, lineage, result }, explanationText(prediction, page, output.paint));
    return EXIT.ok;
  } finally {
    registry.dispose();
  }
};

/** Kept for the lineage page: the log of predictions is data, which the editor does not open. */
function keep(registry: Registry, { id, deployment, model, version }: Prediction, page: LineagePage): Promise<string> {
  return recordResult(registry, {
    kind: EXPLANATION,
    subject: id,
    target: `${deployment}: ${model}@${version}`,
    success: true,
    items: [],
    whole: { page },
  });
}

function notLogged(id: string, storage: string): PlumblineError {
  return new PlumblineError('usage', `no prediction ${id} was logged`, {
    where: storage,
    help: 'the answer to a request tells the id of each prediction; `logging:` in the deployment says which are kept',
  });
}
