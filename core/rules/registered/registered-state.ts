import type { AssetKind } from '../../definitions/meaning.ts';
import type { DefinitionFile, DefinitionFileOf } from '../../project/definition-file.ts';
import { ownName } from '../names/column-source.ts';
import type { Base } from '../rule.ts';

/** The file as it is registered: what defines the same name and version in the base. */
export function registered<K extends AssetKind>(
  file: DefinitionFileOf<K>,
  base: Base | undefined,
): DefinitionFileOf<K> | undefined {
  if (base === undefined || file.key === undefined) return undefined;
  const { name, version } = file.key;
  return base.project.definers(file.kind, name).find(({ key }) => key?.version === version);
}

/** ``flights@1 is registered (main 1a2b3c4)`` */
export function asRegistered(file: DefinitionFile, base: Base): string {
  return `\`${ownName(file)}\` is registered in ${base.label}`;
}
