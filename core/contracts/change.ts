import type { Path } from '../documents/node.ts';

/**
 * One difference between two versions of a contract. `path` leads to where it shows in the newer definition (for what
 * is gone: to what held it), so that a finding can point at it.
 */
export type Change = GroupChange | ViewChange | MetadataChange;

export type GroupChange = { readonly path: Path } & (
  | { readonly kind: 'feature-dropped'; readonly feature: string }
  | { readonly kind: 'feature-renamed'; readonly feature: string; readonly to: string }
  | { readonly kind: 'feature-appended'; readonly feature: string; readonly hasDefault: boolean }
  | ({ readonly kind: 'type-changed'; readonly feature: string } & TypeChange)
  | OnlineTypeChange
  | { readonly kind: 'default-changed'; readonly feature: string; readonly from: unknown; readonly to: unknown }
  | { readonly kind: 'default-added' | 'default-dropped'; readonly feature: string }
  | FeatureTextChange
  | { readonly kind: 'function-body-changed'; readonly feature: string; readonly function: string }
  | { readonly kind: 'primary-key-changed' | 'partition-key-changed'; readonly from: Names; readonly to: Names }
  | { readonly kind: 'event-time-changed'; readonly from: string | undefined; readonly to: string | undefined }
  | { readonly kind: 'online-started' | 'online-stopped' }
  | { readonly kind: 'suite-attached' | 'suite-detached'; readonly suite: string }
  | { readonly kind: 'ingestion-changed'; readonly from: string; readonly to: string }
);

export type ViewChange = { readonly path: Path } & (
  | { readonly kind: 'labels-changed'; readonly from: Names; readonly to: Names }
  | { readonly kind: 'source-changed'; readonly from: string | undefined; readonly to: string | undefined }
  | { readonly kind: 'selection-changed'; readonly group: string; readonly dropped: Names; readonly added: Names }
  | { readonly kind: 'join-added' | 'join-dropped'; readonly group: string }
  | { readonly kind: 'join-changed'; readonly group: string; readonly keys: Names }
  | { readonly kind: 'filter-changed'; readonly from: string | undefined; readonly to: string | undefined }
  | { readonly kind: 'transformations-changed'; readonly features: Names }
  | { readonly kind: 'training-dataset-added'; readonly dataset: number }
  | { readonly kind: 'training-dataset-changed' | 'training-dataset-dropped'; readonly dataset: number }
  | { readonly kind: 'evaluation-set-added'; readonly set: string }
  | { readonly kind: 'evaluation-set-changed' | 'evaluation-set-dropped'; readonly set: string }
);

/** Words about the asset, not the data: description, owner, tags. */
export interface MetadataChange {
  readonly kind: 'metadata-changed';
  readonly path: Path;
  readonly key: string;
  readonly feature?: string;
}

/** How a type changed, and where inside it: `''` for the type itself, `.street` or `[].street` inside a struct or array. */
export interface TypeChange {
  readonly inside: string;
  /** `widened`: every old value is a value of the new type, and means the same. */
  readonly how: 'widened' | 'changed' | 'field-dropped' | 'field-renamed' | 'field-appended';
  readonly from: string;
  readonly to: string;
}

interface OnlineTypeChange {
  readonly kind: 'online-type-changed';
  readonly feature: string;
  /** `unknown`: one of the two is left to the default, whose length is the online store's affair. */
  readonly how: 'lengthened' | 'shortened' | 'changed' | 'unknown';
  readonly from: string | undefined;
  readonly to: string | undefined;
}

interface FeatureTextChange {
  readonly kind: 'unit-changed' | 'function-changed';
  readonly feature: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

type Names = readonly string[];
