import { PlumblineError } from '../platform/problem.ts';
import { isInstant } from './instant.ts';
import type { HistoryCommit } from './table-history.ts';

type Moment = Pick<HistoryCommit, 'instant' | 'version' | 'at'>;

/**
 * The commit that is meant: by its instant (`20130131120000000`), by its version as the Delta log counts (0 for the first
 * one), or by a time in ISO 8601 (UTC where it names no zone): then the latest commit that had begun by then. Without
 * `at` the latest. `commits` has at least one; the oldest is first.
 */
export function commitAt<C extends Moment>(commits: readonly C[], at: string | undefined, table: string): C {
  const [first, last] = [commits[0]!, commits.at(-1)!];
  if (at === undefined) return last;
  const refuse = (what: string, why: string, help: string) =>
    new PlumblineError('usage', what, { where: table, why, help });
  if (isInstant(at)) {
    const found = commits.find(({ instant }) => instant === at);
    if (found !== undefined) return found;
    throw refuse(`there is no commit ${at}`, `it has ${inWords(commits)}`, HELP);
  }
  if (/^\d{1,10}$/.test(at)) {
    const found = commits.find(({ version }) => version === Number(at));
    if (found !== undefined) return found;
    throw refuse(`there is no version ${at}`, `it has ${inWords(commits)}`, HELP);
  }
  const time = timeFrom(at);
  if (time === undefined) {
    throw refuse(`\`${at}\` says no moment of the table`, 'it is no commit, no version and no time', HELP);
  }
  const found = commits.findLast((commit) => Date.parse(commit.at) <= time);
  if (found !== undefined) return found;
  throw refuse(`the table had no rows yet at ${at}`, `its first commit is of ${first.at}`, HELP);
}

const HELP = 'give a commit as `plumbline commits` lists it, its version, or a time such as 2026-01-31T12:00';

function inWords(commits: readonly Moment[]): string {
  const [first, last] = [commits[0]!, commits.at(-1)!];
  if (commits.length === 1) return `one commit, ${first.instant} (version ${first.version})`;
  return `${commits.length} commits, ${first.instant} (version ${first.version}) to ${last.instant} (version ${last.version})`;
}

/** Milliseconds since 1970; a date alone is its first moment. */
function timeFrom(text: string): number | undefined {
  const [, date, time = '00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))?(Z|[+-]\d\d:?\d\d)?$/i.exec(text.trim()) ?? [];
  if (date === undefined) return undefined;
  const milliseconds = Date.parse(`${date}T${time}${zone.toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
