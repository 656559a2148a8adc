import type { Connection } from 'vscode-languageserver';
import { latestResults } from '../core/registry/latest-results.ts';
import { asLiveDeployment } from '../core/views/live-deployment.ts';
import type { Requests } from '../core/views/requests.ts';
import type { LiveVersion } from '../core/views/rollout-page.ts';
import { DRIFT, type StoredDrift } from '../core/views/stored-drift.ts';
import type { StoredProfile } from '../core/views/stored-profile.ts';
import { comparisonPage } from './features/comparison-page.ts';
import { deployments } from './features/deployments.ts';
import { featureStore } from './features/feature-store.ts';
import { lineagePage } from './features/lineage.ts';
import { modelRegistry } from './features/model-registry.ts';
import { recordedLineagePage } from './features/recorded-lineage.ts';
import { rolloutPage } from './features/rollout-page.ts';
import { runs } from './features/runs.ts';
import { NO_SUBJECTS, subjectOf, subjects } from './features/subjects.ts';
import { testTargets } from './features/test-targets.ts';
import type { Find } from './language-features.ts';
import type { Session } from './session.ts';

/** The projects of the workspace, as they become known. */
export interface Projects {
  readonly sessions: () => readonly Session[];
  /** When the projects that were there at the start are read. */
  readonly loaded: Promise<void>;
  /** When everything that follows from the last change is done. */
  readonly settled: () => Promise<void>;
}

/** The requests of our own: trees, tests and pages, ready to be drawn. They are about the first project that is open. */
export function answerRequests(connection: Connection, find: Find, { sessions, loaded, settled }: Projects): void {
  function answer<M extends keyof Requests>(
    method: M,
    handle: (params: Requests[M]['params']) => Requests[M]['result'] | Promise<Requests[M]['result']>,
  ): void {
    // A command that is given as soon as the editor opens is not told that there is nothing.
    connection.onRequest<unknown, void>(method, (params: Requests[M]['params']) => loaded.then(() => handle(params)));
  }
  const first = () => sessions()[0];

  answer('plumbline/featureStore', () => {
    const session = first();
    return session === undefined ? [] : featureStore(session.project, session.results);
  });
  answer('plumbline/modelRegistry', () => {
    const session = first();
    return session === undefined ? [] : modelRegistry(session.project, session.results.facts);
  });
  answer('plumbline/deployments', async () => {
    const session = first();
    if (session === undefined) return [];
    const { facts } = session.results;
    const live = new Map<string, readonly LiveVersion[]>();
    for (const name of facts.rollouts.keys()) {
      const served = asLiveDeployment(await session.snapshot(`deployments/${name}`));
      if (served !== undefined) live.set(name, served.versions);
    }
    return deployments(session.project, facts, (name) => live.get(name));
  });
  answer('plumbline/runs', () => {
    const session = first();
    return session === undefined ? [] : runs(session.results.facts.latestRuns, session.storage);
  });
  answer('plumbline/tests', () => {
    const session = first();
    return session === undefined ? [] : testTargets(session.project);
  });
  answer('plumbline/subjects', () => {
    const session = first();
    return session === undefined ? NO_SUBJECTS : subjects(session.project, session.results.facts);
  });
  answer('plumbline/subjectAt', ({ uri }) => {
    const found = find(uri);
    const file = found?.session.project.files.get(found.path);
    return (file && subjectOf(file)) ?? null;
  });
  answer('plumbline/lineage', async ({ asset }) => {
    const session = first();
    if (session === undefined) return null;
    return lineagePage(session.project, session.results, asset) ?? (await recordedLineagePage(session, asset)) ?? null;
  });
  answer('plumbline/validationPage', async (params) => {
    const session = first();
    if (session === undefined) return null;
    const result = 'result' in params ? params.result : latestOf(session, params.suite);
    return (result === undefined ? undefined : await session.page(result)) ?? null;
  });
  answer('plumbline/comparisonPage', async ({ model, left, right }) => {
    const session = first();
    return (session && (await comparisonPage(session, model, [left, right]))) ?? null;
  });
  answer('plumbline/rolloutPage', async ({ deployment }) => {
    const session = first();
    return (session && (await rolloutPage(session, deployment))) ?? null;
  });
  answer('plumbline/driftPage', async (params) => {
    const session = first();
    if (session === undefined) return null;
    const result = 'result' in params ? params.result : await latestDrift(session, params.monitor);
    const stored = result === undefined ? undefined : ((await session.whole(result)) as StoredDrift | undefined);
    return result === undefined || stored === undefined ? null : { ...stored.page, id: result };
  });
  answer('plumbline/profilePage', async ({ result }) => {
    const stored = (await first()?.whole(result)) as StoredProfile | undefined;
    return stored?.page?.kind === 'profile' ? { ...stored.page, id: result } : null;
  });
  // For tests and benchmarks: everything that follows from the last change is done, and what it took.
  connection.onRequest('plumbline/work', async () => {
    await settled();
    const work = { filesChecked: 0, chunksParsed: 0 };
    for (const session of sessions()) {
      work.filesChecked += session.work.filesChecked;
      work.chunksParsed += session.work.chunksParsed;
    }
    return work;
  });
}

/** The newest result of a suite, by its name or its id. */
function latestOf({ results }: Session, suite: string): string | undefined {
  const name = suite.replace(/^expectation-suite:/, '');
  return results.latest.get(name)?.[0]?.id;
}

/**
 * The newest result of a monitor, by its name or its id. The registry itself is asked: the page is opened as soon as a
 * run has ended, before anybody has read what it left.
 */
async function latestDrift({ query }: Session, monitor: string): Promise<string | undefined> {
  const subject = monitor.replace(/^monitor:/, '');
  const [latest] = await query((db) => latestResults(db, { kind: DRIFT, subject }));
  return latest?.id;
}
