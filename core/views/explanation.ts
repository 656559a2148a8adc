import type { Prediction } from '../deployments/prediction.ts';
import type { Project } from '../project/project.ts';
import { commitId } from '../registry/commits.ts';
import type { Queries } from '../registry/store.ts';
import { show } from '../reports/values-in-words.ts';
import { historyLineage } from './history-lineage.ts';
import type { LineagePage } from './lineage-page.ts';

/** The kind under which explanations of predictions stand in the registry; the subject is the prediction's id. */
export const EXPLANATION = 'explanation';

/** What is kept of an explanation: the lineage page of the prediction. */
export interface StoredExplanation {
  readonly page: LineagePage;
}

/** Where a prediction came from: its model version and the commits its features were looked up in, and all behind them. */
export function explainedPage(project: Project, db: Queries, prediction: Prediction): LineagePage {
  const { id, model, version, commits = {} } = prediction;
  const start = { kind: 'prediction', id };
  const also = [
    { from: { kind: 'model-version', id: `${model}@${version}` }, to: start, role: 'predicted' },
    ...Object.entries(commits).map(([table, instant]) => ({
      from: { kind: 'commit', id: commitId(table, instant) },
      to: start,
      role: 'looked up',
    })),
  ];
  const page = historyLineage({ project, db, start, only: 'up', also });
  if (page === undefined) throw new Error(`nothing leads to prediction ${id}`);
  const label = prediction.error === undefined ? `predicted ${show(prediction.prediction)}` : 'failed';
  const nodes = page.nodes.map((node) =>
    node.id === page.focus ? { ...node, label, detail: `${prediction.deployment}, ${prediction.at}` } : node,
  );
  return { ...page, nodes };
}
