import { parseAssetRef } from '../../core/definitions/asset.ts';
import type { Project } from '../../core/project/project.ts';
import type { ResultWithItems } from '../../core/registry/latest-results.ts';
import type { Results } from '../results.ts';

const GROUP = 'feature-group:';

/** The results of a suite that count: the newest one, and the latest of every other feature group that it has judged. */
export function resultsOfSuite(
  project: Project,
  name: string | undefined,
  results: Results,
): readonly ResultWithItems[] {
  const [newest, ...others] = results.latest.get(name ?? '') ?? [];
  if (newest === undefined) return [];
  return [newest, ...others.filter(({ target }) => isGroup(project, target))];
}

/** Groups that were there once and are gone say nothing any more. */
function isGroup(project: Project, target: string): boolean {
  if (!target.startsWith(GROUP)) return false;
  return project.resolve('feature-group', parseAssetRef(target.slice(GROUP.length))) !== undefined;
}
