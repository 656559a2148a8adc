import { type FileKind, KINDS } from '../../definitions/kinds.ts';
import type { AssetKind } from '../../definitions/meaning.ts';

/** For rules about what every kind of file may hold. */
export const ANY_KIND: readonly FileKind[] = KINDS.map(({ kind }) => kind);

/** Every kind of file that defines an asset. */
export const ASSET_KINDS: readonly AssetKind[] = ANY_KIND.filter((kind) => kind !== 'project');
