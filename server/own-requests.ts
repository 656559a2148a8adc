import { type Connection, type HandlerResult, RequestType } from 'vscode-languageserver';
import type { Requests } from '../core/views/requests.ts';
import { featureStore } from './features/feature-store.ts';
import { lineagePage } from './features/lineage.ts';
import { NO_SUBJECTS, subjectOf, subjects } from './features/subjects.ts';
import { testTargets } from './features/test-targets.ts';
import type { Find } from './language-features.ts';
import type { Session } from './session.ts';

/** The requests of our own: trees, tests and pages, ready to be drawn. They are about the first project that is open. */
export function answerRequests(
  connection: Connection,
  find: Find,
  sessions: () => readonly Session[],
  settled: () => Promise<void>,
): void {
  function answer<M extends keyof Requests>(
    method: M,
    handle: (params: Requests[M]['params']) => HandlerResult<Requests[M]['result'], void>,
  ): void {
    connection.onRequest(new RequestType<Requests[M]['params'], Requests[M]['result'], void>(method), handle);
  }
  const first = () => sessions()[0];

  answer('plumbline/featureStore', () => {
    const session = first();
    return session === undefined ? [] : featureStore(session.project, session.results);
  });
  answer('plumbline/tests', () => {
    const session = first();
    return session === undefined ? [] : testTargets(session.project);
  });
  answer('plumbline/subjects', () => {
    const session = first();
    return session === undefined ? NO_SUBJECTS : subjects(session.project);
  });
  answer('plumbline/subjectAt', ({ uri }) => {
    const found = find(uri);
    const file = found?.session.project.files.get(found.path);
    return (file && subjectOf(file)) ?? null;
  });
  answer('plumbline/lineage', ({ asset }) => {
    const session = first();
    return (session && lineagePage(session.project, session.results, asset)) ?? null;
  });
  answer('plumbline/validationPage', async (params) => {
    const session = first();
    if (session === undefined) return null;
    const result = 'result' in params ? params.result : latestOf(session, params.suite);
    return (result === undefined ? undefined : await session.page(result)) ?? null;
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
