import type { AssetRef } from '../definitions/asset.ts';
import type { AssetKind } from '../definitions/meaning.ts';

/**
 * What a file uses of other files, from its own text alone. A link stands whether or not its target exists, so that the
 * file is found when the target appears.
 */
export interface Links {
  readonly uses: readonly Use[];
  /** Python functions, as `path/to/file.py::name`. */
  readonly functions: ReadonlySet<string>;
  /** Columns of whatever the file turns out to be about: those of a suite that names no feature group. */
  readonly loose: ReadonlySet<string>;
}

/** One reference, and the columns used of what it means, by their names there. */
export interface Use extends AssetRef {
  readonly kind: AssetKind;
  readonly columns: ReadonlySet<string>;
  /** It uses all columns there are, such as a view with `select: "*"`. */
  readonly all: boolean;
  /** It is one side of a join: what may be joined on depends on the columns of both. */
  readonly joins: boolean;
  /** It hands on all columns under their names: a model has those of its view, a deployment those of its model. */
  readonly carries: boolean;
}

/** Links while they are collected. */
export interface LinkList {
  readonly uses: Map<string, OpenUse>;
  readonly functions: Set<string>;
  readonly loose: Set<string>;
}

type OpenUse = Use & { columns: Set<string>; all: boolean; joins: boolean; carries: boolean };

export const NO_LINKS: Links = { uses: [], functions: new Set(), loose: new Set() };

/** The use of an asset, made if it is the first one. */
export function useOf({ uses }: LinkList, kind: AssetKind, { name, version }: AssetRef): OpenUse {
  const key = `${kind}:${name}@${version ?? ''}`;
  let use = uses.get(key);
  if (use === undefined) {
    use = { kind, name, version, columns: new Set(), all: false, joins: false, carries: false };
    uses.set(key, use);
  }
  return use;
}
