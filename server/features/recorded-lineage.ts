import { latestResults } from '../../core/registry/latest-results.ts';
import { EXPLANATION, type StoredExplanation } from '../../core/views/explanation.ts';
import { historyLineage } from '../../core/views/history-lineage.ts';
import type { LineagePage } from '../../core/views/lineage-page.ts';
import type { Session } from '../session.ts';

/**
 * What really happened around a commit, a run, a training dataset or a model version, named by its id in the page; of a
 * prediction, what `plumbline explain` found out.
 */
export async function recordedLineagePage(session: Session, asset: string): Promise<LineagePage | undefined> {
  const [, kind, id] = /^([a-z-]+):(.+)$/.exec(asset) ?? [];
  if (kind === undefined || id === undefined) return undefined;
  if (kind === 'prediction') return explained(session, id);
  return session.query((db) => historyLineage({ project: session.project, db, start: { kind, id } }));
}

async function explained(session: Session, prediction: string): Promise<LineagePage | undefined> {
  const [latest] = await session.query((db) => latestResults(db, { kind: EXPLANATION, subject: prediction }));
  const stored = latest && ((await session.whole(latest.id)) as StoredExplanation | undefined);
  return stored?.page;
}
