import type { DataSource } from '../engine/data-source.ts';
import type { QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { GroupFile, PlannedGroup, ViewPlan } from './view-plan.ts';

/** The rows of a feature group at one of its commits. */
export interface GroupRows {
  readonly source: DataSource;
  /** The instant of that commit. */
  readonly commit: string;
}

/**
 * Finds the rows of a group: those of its latest commit, or as they were after the given one; undefined before the
 * first.
 */
export type ReadGroup = (group: GroupFile, commit?: string) => Promise<GroupRows | undefined>;

/** The commit of each group that was read, by the group's id: `{"flights@1": "20130131120000000"}`. */
export type Commits = Readonly<Record<string, string>>;

export interface OpenGroups {
  readonly relations: ReadonlyMap<string, Relation>;
  readonly commits: Commits;
}

/** The groups of a view, each once, `from` first. */
export function groupsOf({ from, joins }: ViewPlan): readonly PlannedGroup[] {
  return [...new Map([from, ...joins].map((group) => [group.id, group])).values()];
}

/** Opens the rows of all groups of a view, as of these commits or else as they are now. */
export async function openGroups(
  engine: QueryEngine,
  plan: ViewPlan,
  read: ReadGroup,
  pinned: Commits = {},
  options: QueryOptions = {},
): Promise<OpenGroups> {
  const relations = new Map<string, Relation>();
  const commits: Record<string, string> = {};
  for (const { id, file } of groupsOf(plan)) {
    const rows = await read(file, pinned[id]);
    if (rows === undefined) {
      throw new PlumblineError('failed', `the feature group ${id} has no rows yet`, {
        where: plan.file.path,
        why: 'the view reads it, and no pipeline that writes it has run to its end',
        help: 'run that pipeline first: plumbline run NAME',
      });
    }
    relations.set(id, await engine.open(rows.source, options));
    commits[id] = rows.commit;
  }
  return { relations, commits };
}

/** The groups that have another commit by now than the one that is given. */
export async function movedOn(plan: ViewPlan, read: ReadGroup, commits: Commits): Promise<readonly string[]> {
  const moved: string[] = [];
  for (const { id, file } of groupsOf(plan)) {
    const now = await read(file);
    if (now !== undefined && now.commit !== commits[id]) moved.push(id);
  }
  return moved;
}
