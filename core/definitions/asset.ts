import type { AssetKind } from './meaning.ts';

/** A reference as it is written: `name`, `name@3` or `name@champion`. */
export interface AssetRef {
  readonly name: string;
  /** A number, an alias, or nothing: then the highest version is meant. */
  readonly version: number | string | undefined;
}

/** Reads `name@version`; never fails, a reference without a name has an empty one. */
export function parseAssetRef(text: string): AssetRef {
  const at = text.indexOf('@');
  if (at < 0) return { name: text, version: undefined };
  const version = text.slice(at + 1);
  return { name: text.slice(0, at), version: /^\d+$/.test(version) ? Number(version) : version };
}

/** Reads `view@version/dataset`; the dataset is undefined where none is named. */
export function parseTrainingDatasetRef(text: string): {
  readonly view: AssetRef;
  readonly dataset: number | undefined;
} {
  const slash = text.indexOf('/');
  if (slash < 0) return { view: parseAssetRef(text), dataset: undefined };
  const dataset = Number(text.slice(slash + 1));
  return { view: parseAssetRef(text.slice(0, slash)), dataset: Number.isInteger(dataset) ? dataset : undefined };
}

/** What a file defines. `id` is unique in a project and is what the registry, the tree and lineage call it. */
export interface AssetKey {
  readonly kind: AssetKind;
  readonly name: string;
  /** Only of kinds that have schema versions in their files. */
  readonly version: number | undefined;
}

/** `feature-group:flights@1`, `pipeline:flights_features`. */
export function assetId(key: AssetKey): string {
  return `${key.kind}:${key.name}${key.version === undefined ? '' : `@${key.version}`}`;
}
