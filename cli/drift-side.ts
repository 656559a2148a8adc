import { resolve } from 'node:path';
import { nearestName } from '../core/catalogue/nearest-name.ts';
import type { DataSource } from '../core/engine/data-source.ts';
import type { QueryEngine, QueryOptions } from '../core/engine/query-engine.ts';
import { type Rows, rowsOf } from '../core/monitoring/rows.ts';
import { exists } from '../core/platform/files.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { Project } from '../core/project/project.ts';
import { tablesFolder } from '../core/tables/tables-folder.ts';
import { dataFile, type Reach, reachOf } from './data-file.ts';
import { groupSource, type KeyedGroup, noRowsYet } from './group-source.ts';
import type { OpenProject } from './open-project.ts';

/** One side of a comparison, before anything of it is read. */
export interface DriftSide {
  readonly label: string;
  readonly reach: Reach;
  readonly open: (engine: QueryEngine, options: QueryOptions) => Promise<Rows>;
  /** Columns that are compared unless others are asked for; all of them by default. */
  readonly compares: (columns: readonly string[]) => readonly string[];
  /** Whether it has only some of the columns by its nature: a request carries features, but no labels. */
  readonly isPart?: boolean;
  /** Where a column comes from: `flights@1`, and its name there. */
  readonly origin: (column: string) => { readonly group: string; readonly feature: string } | undefined;
}

/** Opens the project, where one is needed. */
export type Home = () => Promise<OpenProject>;

/** `FILE` or `GROUP[@VERSION][@COMMIT]`: a file if there is one of that name, else a feature group. */
export async function driftSide(asked: string, home: Home): Promise<DriftSide> {
  if (/[/\\*?]|\.(parquet|csv|tsv|json|jsonl|ndjson|gz)$/i.test(asked) || (await exists(resolve(asked)))) {
    const source = await dataFile(asked);
    return fileSide(source, await reachOf(source.path));
  }
  const { project, storage } = await home();
  const { name, version, commit } = parseGroup(asked);
  const group = project.resolve('feature-group', version === undefined ? name : `${name}@${version}`);
  if (group?.key === undefined) throw noSuchData(project, asked, name);
  return groupSide(project, storage, { ...group, key: group.key }, commit);
}

export function fileSide(source: DataSource, reach: Reach): DriftSide {
  const label = source.label ?? source.path;
  return {
    label,
    reach,
    open: async (engine, options) => rowsOf(await engine.open(source, options)),
    compares: (columns) => columns,
    origin: () => undefined,
  };
}

export async function groupSide(
  project: Project,
  storage: string,
  group: KeyedGroup,
  commit?: string,
): Promise<DriftSide> {
  const source = await groupSource(storage, group, commit);
  if (source === undefined) throw noRowsYet(project, group.key);
  const id = `${group.key.name}@${group.key.version}`;
  const label = commit === undefined ? id : `${id} as of ${commit}`;
  const { primary_key: keys = [], event_time: eventTime, features } = group.definition;
  // Identifiers and clocks differ between any two samples.
  const passive = new Set<string | undefined>([...keys, eventTime]);
  const own = new Set(features?.map((feature) => feature?.name));
  return {
    ...fileSide({ ...source, label }, { folders: [tablesFolder(storage)], files: [] }),
    compares: (columns) => columns.filter((column) => !passive.has(column)),
    origin: (column) => (own.has(column) ? { group: id, feature: column } : undefined),
  };
}

/** `@1` is the version of the schema; an instant of 17 digits, or a time, is a commit. */
function parseGroup(asked: string): { name: string; version: number | undefined; commit: string | undefined } {
  const [name = '', ...marks] = asked.replace(/^feature-group:/, '').split('@');
  const version = marks.find((mark) => /^\d{1,9}$/.test(mark));
  const commits = marks.filter((mark) => mark !== version);
  if (commits.length > 1) {
    throw new PlumblineError('usage', `${asked} names several commits`, { help: 'write GROUP@VERSION@COMMIT' });
  }
  return { name, version: version === undefined ? undefined : Number(version), commit: commits[0] };
}

function noSuchData(project: Project, asked: string, name: string): PlumblineError {
  const groups = project.names('feature-group');
  const nearest = nearestName(name, groups);
  return new PlumblineError('usage', `there is neither a file nor a feature group ${asked}`, {
    where: project.root,
    help: nearest === undefined ? `there is ${groups.join(', ') || 'none yet'}` : `did you mean ${nearest}?`,
  });
}
