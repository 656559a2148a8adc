import type { Path } from '../documents/node.ts';
import { sameValue } from '../documents/same-value.ts';
import type { MetadataChange } from './change.ts';

interface Metadata {
  readonly description?: unknown;
  readonly owner?: unknown;
  readonly tags?: unknown;
}

/** Changes of the words about an asset or a feature. */
export function diffMetadata(before: Metadata, after: Metadata, at: Path, feature?: string): readonly MetadataChange[] {
  const keys = ['description', 'owner', 'tags'] as const;
  return keys
    .filter((key) => !sameValue(before[key], after[key]))
    .map((key) => ({
      kind: 'metadata-changed',
      path: [...at, key],
      key,
      ...(feature === undefined ? {} : { feature }),
    }));
}
