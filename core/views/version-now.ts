import { attestations, withAttestations } from '../models/attestations.ts';
import type { RegisteredAsset } from '../registry/assets.ts';
import type { Queries } from '../registry/store.ts';

/** Versions of models as their gates stand now, with what was attested after they were trained. */
export function versionsNow(db: Queries, versions: readonly RegisteredAsset[]): readonly RegisteredAsset[] {
  const all = attestations(db);
  return all.size === 0 ? versions : versions.map((version) => withAttestations(version, all));
}

export function versionNow(db: Queries, version: RegisteredAsset | undefined): RegisteredAsset | undefined {
  return version && versionsNow(db, [version])[0];
}
