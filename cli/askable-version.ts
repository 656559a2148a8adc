import { type FeatureRow, startHost } from '../core/deployments/predictor-host.ts';
import { startDuckDb } from '../core/engine/duckdb.ts';
import { openOnlineFeatures } from '../core/features/online-features.ts';
import { readTables } from '../core/features/read-tables.ts';
import { type PlannedColumn, planView, type ViewPlan } from '../core/features/view-plan.ts';
import type { TrainingPlan } from '../core/models/plan-training.ts';
import type { Answer, AskableModel, Row } from '../core/models/questions/askable-model.ts';
import type { TrainingData } from '../core/models/training-data.ts';
import { interpreterOf } from '../core/pipelines/interpreter.ts';
import type { Project } from '../core/project/project.ts';
import { tablesFolder } from '../core/tables/tables-folder.ts';
import { type OnDemandFeature, servedModel } from './gateway/served-model.ts';
import { onDemandOf } from './gateway/served-version.ts';

export interface VersionToAsk {
  readonly project: Project;
  readonly storage: string;
  readonly plan: TrainingPlan;
  readonly data: TrainingData;
  /** Of the version, with `code/` and `model/` in it; absolute. */
  readonly folder: string;
  readonly predictor: string;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** All questions together may take so long: a model that hangs must not hold the run for ever. */
const MOST_MS = 300_000;

/** Starts a version that is not registered yet as `plumbline serve` would. */
export async function startAskable(version: VersionToAsk): Promise<AskableModel> {
  const { project, storage, plan, data, folder, predictor, onLine, signal } = version;
  const served = servedModel(project, {
    name: plan.model.key.name,
    version: 0,
    details: {
      predictor,
      task: plan.task,
      label: plan.label,
      view: `${plan.view.key.name}@${plan.view.key.version ?? 1}`,
      features: data.features,
    },
  });
  const python = await interpreterOf(project.root, project.config.python);
  const host = await startHost({ python, folder, predictor, onDemand: onDemandOf(served) }, onLine, signal);
  const giveUp = () => void host.end();
  signal.addEventListener('abort', giveUp, { once: true });
  const timer = setTimeout(giveUp, MOST_MS);
  return {
    onDemand: served.onDemand.map(({ name, parameters }) => ({
      name,
      parameters: parameters.map((each) => each.name),
    })),
    ask: async (rows) =>
      rows.length === 0 ? [] : ((await host.ask(rows as readonly FeatureRow[])) as readonly Answer[]),
    lookUp: (keys) => lookedUp(withParameters(planView(project, plan.view), served.onDemand), keys, data, storage),
    async end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      await host.end();
    },
  };
}

/** By the lookup that serves requests, in the commits that the training data was read from. */
async function lookedUp(
  plan: ViewPlan,
  keys: readonly Row[],
  { commits = {} }: TrainingData,
  storage: string,
): Promise<readonly (Row | undefined)[]> {
  const read = readTables(storage);
  const features = await openOnlineFeatures({
    plan,
    read: (group) => read(group, commits[`${group.key.name}@${group.key.version}`]),
    startEngine: () => startDuckDb({ folders: [tablesFolder(storage)], threads: 2 }),
  });
  try {
    return (await features.lookup(keys)).rows;
  } finally {
    await features.dispose();
  }
}

/** The view with the columns of its left group that features are computed from, where it does not select them itself. */
function withParameters(plan: ViewPlan, onDemand: readonly OnDemandFeature[]): ViewPlan {
  const taken = new Set(plan.columns.map(({ name }) => name));
  const names = new Set(onDemand.flatMap(({ parameters }) => parameters.map(({ name }) => name)));
  const more = [...names].flatMap((name): readonly PlannedColumn[] => {
    if (taken.has(name) || !plan.from.features.includes(name)) return [];
    const type = plan.from.file.definition.features?.find((each) => each?.name === name)?.type ?? 'string';
    return [{ name, feature: name, place: 'from', type, label: false }];
  });
  return { ...plan, columns: [...plan.columns, ...more] };
}
