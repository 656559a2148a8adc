import { type AssetKey, assetId } from '../core/definitions/asset.ts';
import type { DataFormat, DataSource } from '../core/engine/data-source.ts';
import { keptData } from '../core/pipelines/kept-data.ts';
import { writersOf } from '../core/pipelines/resolve-inputs.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';
import type { Project } from '../core/project/project.ts';

/** A feature group that has its name and version. */
export type KeyedGroup = DefinitionFileOf<'feature-group'> & { readonly key: AssetKey };

/** The kept rows of a feature group as data to read; undefined while no pipeline has written any. */
export async function groupSource(storage: string, group: KeyedGroup): Promise<DataSource | undefined> {
  const kept = await keptData(storage, group.key);
  return kept === undefined ? undefined : sourceOf(group, kept.path, kept.format, assetId(group.key));
}

/** A file with the rows of a group: text formats are read with the types that the group declares. */
export function sourceOf(group: KeyedGroup, path: string, format: DataFormat | undefined, label: string): DataSource {
  const types = (group.definition.features ?? []).flatMap((feature) =>
    feature?.name === undefined || feature.type === undefined ? [] : [[feature.name, feature.type] as const],
  );
  return { path, label, types: Object.fromEntries(types), ...(format === undefined ? {} : { format }) };
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
