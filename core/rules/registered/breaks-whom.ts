import type { Change } from '../../contracts/change.ts';
import { consumersOf, consumersOfColumn } from '../../contracts/consumers.ts';
import { code } from '../../contracts/words.ts';
import { kindDescription } from '../../definitions/kinds.ts';
import type { Base, FileOf } from '../rule.ts';

/**
 * The end of a message: `; it breaks feature view "arrival_delay@1"`, or nothing. It speaks of what is registered, so it
 * stays true whatever else is being edited.
 */
export function breaksWhom(change: Change, before: FileOf<'feature-group'>, { project }: Base): string {
  const feature = 'feature' in change ? change.feature : undefined;
  const consumers =
    feature === undefined ? consumersOf(project, before.path) : consumersOfColumn(project, before, feature);
  const names = consumers.map(({ kind, name }) => `${kindDescription(kind).title.toLowerCase()} ${code(name)}`);
  const shown =
    names.length > MOST_NAMED ? [...names.slice(0, MOST_NAMED), `${names.length - MOST_NAMED} more`] : names;
  return shown.length === 0 ? '' : `; it breaks ${shown.join(', ')}`;
}

const MOST_NAMED = 5;
