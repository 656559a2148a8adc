import type { FeatureRow } from '../../core/deployments/predictor-host.ts';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import { type OnlineFeatures, openOnlineFeatures } from '../../core/features/online-features.ts';
import { readTables } from '../../core/features/read-tables.ts';
import type { ViewPlan } from '../../core/features/view-plan.ts';
import { describeError } from '../../core/platform/problem.ts';
import { tablesFolder } from '../../core/tables/tables-folder.ts';
import { HttpProblem } from './http-problem.ts';
import type { ServedModel } from './served-model.ts';

/** Features that are looked up by the key of a row; a row that is not there has none. */
export interface FeatureLookup {
  /** Begins to load the features of a model, so that the first request need not wait. */
  warm(model: ServedModel): void;
  lookup(keys: readonly FeatureRow[], model: ServedModel): Promise<LookedUp>;
  dispose(): Promise<void>;
}

export interface LookedUp {
  readonly rows: readonly (FeatureRow | undefined)[];
  readonly commits: Readonly<Record<string, string>>;
}

/** So often it is looked whether the tables have a new commit. */
const REFRESH_MS = 2000;

/** One engine with the latest rows of each view that is served, shared by its versions. */
export function lookUpFeatures(storage: string, notify: (message: string) => void): FeatureLookup {
  const views = new Map<string, Promise<OnlineFeatures>>();
  let told: string | undefined;

  function open(plan: ViewPlan): Promise<OnlineFeatures> {
    const known = views.get(plan.view);
    if (known !== undefined) return known;
    const opened = openOnlineFeatures({
      plan,
      read: readTables(storage),
      startEngine: () => startDuckDb({ folders: [tablesFolder(storage)], threads: 2, memory: '512MB' }),
    });
    views.set(plan.view, opened);
    // The tables may come later: the next request tries again.
    opened.catch(() => views.delete(plan.view));
    return opened;
  }

  const timer = setInterval(async () => {
    try {
      for (const view of views.values()) await (await view).refresh();
      told = undefined;
    } catch (error) {
      const words = describeError(error);
      if (words !== told) notify(`features stay as they were: ${words}`);
      told = words;
    }
  }, REFRESH_MS);

  return {
    warm({ plan }) {
      if (plan === undefined) return;
      open(plan).catch((error) => notify(`features of ${plan.view} cannot be looked up: ${describeError(error)}`));
    },
    async lookup(keys, { plan }) {
      if (plan === undefined) throw new HttpProblem(400, 'the project no longer has the view of this model');
      let features: OnlineFeatures;
      try {
        features = await open(plan);
      } catch (error) {
        throw new HttpProblem(503, `the features of ${plan.view} cannot be looked up: ${describeError(error)}`);
      }
      const { rows, commits } = await features.lookup(keys);
      return { rows: rows as LookedUp['rows'], commits };
    },
    async dispose() {
      clearInterval(timer);
      const opened = await Promise.allSettled(views.values());
      await Promise.all(opened.map((each) => (each.status === 'fulfilled' ? each.value.dispose() : undefined)));
    },
  };
}
