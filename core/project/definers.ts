import { type AssetRef, parseAssetRef } from '../definitions/asset.ts';
import { type FileKind, KINDS } from '../definitions/kinds.ts';
import type { AssetKind } from '../definitions/meaning.ts';
import type { DefinitionFile, DefinitionFileOf } from './definition-file.ts';

/** Who defines which name. */
export interface Definers {
  /** Takes `before` out and puts `after` in; either may be missing. */
  replace(before: DefinitionFile | undefined, after: DefinitionFile | undefined): void;
  /** Lowest version first; a version that cannot be read comes before all others. */
  of<K extends AssetKind>(kind: K, name: string): readonly DefinitionFileOf<K>[];
  /** The exact version, or the highest where the reference names none, or an alias. */
  resolve<K extends AssetKind>(kind: K, ref: AssetRef | string): DefinitionFileOf<K> | undefined;
  /** Every name of a kind, sorted. */
  names(kind: AssetKind): readonly string[];
}

const VERSIONED: ReadonlySet<FileKind> = new Set(KINDS.filter(({ versioned }) => versioned).map(({ kind }) => kind));

export function createDefiners(): Definers {
  const byKind = new Map<FileKind, Map<string, readonly DefinitionFile[]>>();
  const sortedNames = new Map<FileKind, readonly string[]>();

  function filesOf(file: DefinitionFile, name: string): readonly DefinitionFile[] {
    return (byKind.get(file.kind)?.get(name) ?? []).filter(({ path }) => path !== file.path);
  }

  function set({ kind }: DefinitionFile, name: string, files: readonly DefinitionFile[]): void {
    const names = byKind.get(kind) ?? new Map<string, readonly DefinitionFile[]>();
    byKind.set(kind, names);
    if (names.has(name) !== files.length > 0) sortedNames.delete(kind);
    if (files.length === 0) names.delete(name);
    else names.set(name, files);
  }

  function of<K extends AssetKind>(kind: K, name: string): readonly DefinitionFileOf<K>[] {
    return (byKind.get(kind)?.get(name) ?? []) as unknown as readonly DefinitionFileOf<K>[];
  }

  return {
    replace(before, after) {
      const [oldName, name] = [before && definedName(before), after && definedName(after)];
      const moved = before?.kind !== after?.kind || oldName !== name;
      if (before && oldName !== undefined && moved) set(before, oldName, filesOf(before, oldName));
      if (after && name !== undefined) set(after, name, [...filesOf(after, name), after].sort(byVersion));
    },
    of,
    resolve(kind, ref) {
      const { name, version } = typeof ref === 'string' ? parseAssetRef(ref) : ref;
      const files = of(kind, name);
      if (!VERSIONED.has(kind) || typeof version !== 'number') return files.at(-1);
      // While a version is being typed it may be any: better the file at hand than a finding in all that depend on it.
      return files.find((file) => versionOf(file) === version) ?? files.find((file) => versionOf(file) === undefined);
    },
    names(kind) {
      const known = sortedNames.get(kind);
      if (known !== undefined) return known;
      const names = [...(byKind.get(kind)?.keys() ?? [])].sort();
      sortedNames.set(kind, names);
      return names;
    },
  };
}

/** The name that a file defines, also while its version cannot be read. */
export function definedName(file: DefinitionFile): string | undefined {
  return file.kind === 'project' ? undefined : file.definition.name;
}

export function versionOf(file: { readonly kind: FileKind; readonly definition: object }): number | undefined {
  const { version } = file.definition as { readonly version?: number };
  return VERSIONED.has(file.kind) ? version : undefined;
}

function byVersion(a: DefinitionFile, b: DefinitionFile): number {
  return (versionOf(a) ?? 0) - (versionOf(b) ?? 0) || (a.path < b.path ? -1 : 1);
}
