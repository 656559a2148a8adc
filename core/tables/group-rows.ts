import type { DataFormat, DataSource } from '../engine/data-source.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';

/** A file with rows for a group: text formats are read with the types that the group declares. */
export function sourceOf(
  group: DefinitionFileOf<'feature-group'>,
  path: string,
  format: DataFormat | undefined,
  label: string,
): DataSource {
  const types = (group.definition.features ?? []).flatMap((feature) =>
    feature?.name === undefined || feature.type === undefined ? [] : [[feature.name, feature.type] as const],
  );
  return { path, label, types: Object.fromEntries(types), ...(format === undefined ? {} : { format }) };
}
