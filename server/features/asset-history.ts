import type { DefinitionFile } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import type { ResultWithItems } from '../../core/registry/latest-results.ts';
import type { Run } from '../../core/registry/runs.ts';
import type { Results } from '../results.ts';
import { moment } from './moment.ts';
import { resultsOfSuite } from './results-of-suite.ts';

/** How the last run or validation of an asset ended. */
export interface History {
  /** A word or two, for a row of the tree. */
  readonly brief: string;
  /** When, and why; for a tooltip. */
  readonly sentence: string;
}

/** Undefined for what has never been run or judged. */
export function historyOf(project: Project, file: DefinitionFile, results: Results): History | undefined {
  const name = file.key?.name ?? '';
  if (file.kind === 'pipeline') return historyOfRun(results.runs.get(name));
  return file.kind === 'expectation-suite' ? historyOfResults(resultsOfSuite(project, name, results)) : undefined;
}

function historyOfResults(last: readonly ResultWithItems[]): History | undefined {
  const [newest] = last;
  if (newest === undefined) return undefined;
  const items = last.flatMap((result) => result.items);
  const failed = items.filter(({ success }) => success !== true).length;
  const brief = failed === 0 ? `all ${items.length} hold` : `${failed} of ${items.length} fail`;
  return { brief, sentence: `Judged on ${moment(newest.createdAt)}: ${brief}.` };
}

function historyOfRun(run: Run | undefined): History | undefined {
  if (run === undefined) return undefined;
  const { status, startedAt, error } = run;
  const why = error === undefined ? '.' : `: ${[error.what, error.why].filter(Boolean).join('. ')}`;
  return { brief: status, sentence: `Run of ${moment(startedAt)}: ${status}${why}` };
}
