import type { Indexes, Summary } from './affected.ts';
import { definedName } from './definers.ts';
import type { DefinitionFile } from './definition-file.ts';
import { passes, slotsOf } from './view-slots.ts';

export type Columns = 'all' | ReadonlySet<string>;

/**
 * Adds the files that use these columns of what a file defines: directly, and through what hands them on under their
 * own or under a prefixed name. With `any version`, references to other versions of the name count as well.
 */
export function spread(
  indexes: Indexes,
  file: DefinitionFile,
  columns: Columns,
  affected: Set<string>,
  versions: 'its version' | 'any version' = 'its version',
): void {
  if (columns !== 'all' && columns.size === 0) return;
  for (const path of looseSuites(indexes, file)) {
    const loose = indexes.summaries.get(path)?.links.loose;
    if (columns === 'all' || [...columns].some((column) => loose?.has(column))) affected.add(path);
  }
  const name = definedName(file);
  if (name === undefined || file.kind === 'project') return;
  const users = indexes.users.of(file.kind, name);
  const direct = new Set(columns === 'all' ? users.all : users.whole);
  if (columns !== 'all') {
    for (const column of columns) for (const path of users.byColumn.get(column) ?? []) direct.add(path);
  }
  for (const path of new Set([...direct, ...users.carriers])) {
    const user = indexes.summaries.get(path);
    if (user === undefined || (versions === 'its version' && !uses(indexes, user, file))) continue;
    if (direct.has(path)) affected.add(path);
    if (hasUsers(indexes, user.file)) spread(indexes, user.file, handedOn(user.file, name, columns), affected);
  }
}

function hasUsers({ users }: Indexes, file: DefinitionFile): boolean {
  const name = definedName(file);
  return file.kind !== 'project' && name !== undefined && users.of(file.kind, name).all.size > 0;
}

/** The suites without a feature group that a group lists: they are about it. */
export function* looseSuites({ definers, summaries }: Indexes, group: DefinitionFile): Generator<string> {
  if (group.kind !== 'feature-group') return;
  for (const { kind, name } of summaries.get(group.path)?.links.uses ?? []) {
    if (kind !== 'expectation-suite') continue;
    for (const { path } of definers.of(kind, name)) if (summaries.get(path)?.links.loose.size) yield path;
  }
}

/** What the user of some columns calls them for its own users. */
function handedOn(user: DefinitionFile, source: string, columns: Columns): Columns {
  if (user.kind === 'model' || user.kind === 'deployment') return columns;
  if (user.kind !== 'feature-view') return new Set();
  if (columns === 'all') return 'all';
  const names = new Set<string>();
  for (const slot of slotsOf(user.definition)) {
    if (slot.group?.name !== source) continue;
    for (const column of columns) if (passes(slot, column)) names.add(slot.prefix + column);
  }
  return names;
}

/** Whether a file uses what another one defines, in the version that it defines. */
export function uses({ definers }: Indexes, user: Summary, file: DefinitionFile): boolean {
  const name = definedName(file);
  return user.links.uses.some(
    (use) => use.kind === file.kind && use.name === name && definers.resolve(use.kind, use)?.path === file.path,
  );
}
