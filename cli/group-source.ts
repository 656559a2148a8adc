import { type AssetKey, assetId } from '../core/definitions/asset.ts';
import type { DataSource } from '../core/engine/data-source.ts';
import { writersOf } from '../core/pipelines/resolve-inputs.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';
import type { Project } from '../core/project/project.ts';
import { groupSlice } from '../core/tables/group-table.ts';

/** A feature group that has its name and version. */
export type KeyedGroup = DefinitionFileOf<'feature-group'> & { readonly key: AssetKey };

/**
 * The rows of a feature group as data to read, now or as of a commit, version or time; undefined while no pipeline has
 * written any. An engine that reads them must be let into `tablesFolder`. Which commit it is, `groupSlice` tells.
 */
export async function groupSource(storage: string, group: KeyedGroup, at?: string): Promise<DataSource | undefined> {
  const slice = await groupSlice(storage, group, group.key, at);
  return slice && { ...slice.source, label: assetId(group.key) };
}

/** Every feature group of the project that has rows, by its name (the highest version) and by `name@version`. */
export async function groupTables(project: Project, storage: string): Promise<Readonly<Record<string, DataSource>>> {
  const tables: Record<string, DataSource> = {};
  // Lowest version first: the highest one keeps the name.
  for (const group of keyedGroups(project)) {
    const source = await groupSource(storage, group);
    if (source === undefined) continue;
    tables[group.key.name] = source;
    tables[`${group.key.name}@${group.key.version}`] = source;
  }
  return tables;
}

export function keyedGroups(project: Project): readonly KeyedGroup[] {
  return project
    .assets('feature-group')
    .filter((file): file is KeyedGroup => file.kind === 'feature-group' && file.key !== undefined);
}

export function noRowsYet(project: Project, key: AssetKey): PlumblineError {
  const [writer] = writersOf(project, key);
  return new PlumblineError('failed', 'the feature group has no rows yet', {
    where: assetId(key),
    why: writer === undefined ? 'no pipeline writes it' : `the pipeline ${writer} has not run yet, or not to its end`,
    help:
      writer === undefined ? 'judge a file instead: plumbline validate NAME --data FILE' : `plumbline run ${writer}`,
  });
}
