import { nearestName } from '../../catalogue/nearest-name.ts';
import { code, listed } from '../../contracts/words.ts';
import type { Finding, FindingDetails, Fix } from '../rule.ts';

/** What to do about a name that is not among those that there are: take the nearest, or look at what there is. */
export function insteadOf(typed: string, names: Iterable<string>): FindingDetails {
  const known = [...names];
  const meant = nearestName(typed, known);
  if (meant !== undefined) return meantToBe(meant);
  return known.length === 0 ? {} : { help: `there ${known.length === 1 ? 'is' : 'are'} ${listed(known)}` };
}

/** The name that was certainly meant, with a fix that puts it there. */
export function meantToBe(name: string): FindingDetails {
  return { help: `did you mean ${code(name)}?`, data: { replacement: name } };
}

/** Puts the nearest name in place of the finding's text. */
export function replaceByNearest(finding: Finding): readonly Fix[] {
  const text = finding.data?.replacement;
  if (typeof text !== 'string') return [];
  const edit = { start: finding.start, end: finding.end, text };
  return [{ title: `Replace by ${code(text)}`, edits: [{ file: finding.file, edits: [edit] }] }];
}
