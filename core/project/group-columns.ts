import type { DefinitionFileOf } from './definition-file.ts';
import type { Column, ColumnSet } from './project.ts';

type GroupFile = DefinitionFileOf<'feature-group'>;

const known = new WeakMap<GroupFile, ColumnSet>();

/** The columns of a feature group by name; undefined while it has no list of them. */
export function featuresOf(file: GroupFile): ColumnSet | undefined {
  const { features } = file.definition;
  if (features === undefined) return undefined;
  let set = known.get(file);
  if (set === undefined) {
    const group = referenceTo(file);
    set = new Map(
      features.flatMap((feature): [string, Column][] => {
        if (feature?.name === undefined) return [];
        const { name, type, description } = feature;
        return [[name, { name, type, description, group, feature: name, label: false }]];
      }),
    );
    known.set(file, set);
  }
  return set;
}

/** `flights@1`: what `resolve` takes. */
export function referenceTo({ definition }: GroupFile): string | undefined {
  const { name, version } = definition;
  return name === undefined || version === undefined ? name : `${name}@${version}`;
}
