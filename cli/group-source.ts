import { type AssetKey, assetId } from '../core/definitions/asset.ts';
import type { DataFormat, DataSource } from '../core/engine/data-source.ts';
import { keptData } from '../core/pipelines/kept-data.ts';
import { writersOf } from '../core/pipelines/resolve-inputs.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';
import type { Project } from '../core/project/project.ts';

type Group = DefinitionFileOf<'feature-group'>;

/** The kept rows of a feature group as data to read; undefined while no pipeline has written any. */
export async function groupSource(
  storage: string,
  group: Group & { readonly key: AssetKey },
): Promise<DataSource | undefined> {
  const kept = await keptData(storage, group.key);
  return kept === undefined ? undefined : sourceOf(group, kept.path, kept.format, assetId(group.key));
}

/** A file with the rows of a group: text formats are read with the types that the group declares. */
export function sourceOf(group: Group, path: string, format: DataFormat | undefined, label: string): DataSource {
  const types = (group.definition.features ?? []).flatMap((feature) =>
    feature?.name === undefined || feature.type === undefined ? [] : [[feature.name, feature.type] as const],
  );
  return { path, label, types: Object.fromEntries(types), ...(format === undefined ? {} : { format }) };
}

export function noRowsYet(project: Project, key: AssetKey): PlumblineError {
  const writers = writersOf(project, key.name);
  return new PlumblineError('failed', 'the feature group has no rows yet', {
    where: assetId(key),
    why: writers.length === 0 ? 'no pipeline writes it' : 'no run of its pipeline has succeeded',
    help: writers.length === 0 ? 'judge a file instead: plumbline validate --data FILE' : `plumbline run ${writers[0]}`,
  });
}
