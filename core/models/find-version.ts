import { nearestName } from '../catalogue/nearest-name.ts';
import { parseAssetRef } from '../definitions/asset.ts';
import { PlumblineError } from '../platform/problem.ts';
import { aliasesOf, resolveAlias } from '../registry/aliases.ts';
import { findAsset, listAssets } from '../registry/assets.ts';
import type { Queries } from '../registry/store.ts';
import { attestations, withAttestations } from './attestations.ts';
import { asModelVersion, MODEL_VERSION, type ModelVersion } from './model-version.ts';

/**
 * The version that `arrival_delay@3`, `arrival_delay@champion` or `arrival_delay` (the highest one) names, as its gates stand
 * now.
 */
export function findVersion(db: Queries, reference: string): ModelVersion {
  const { name, version } = parseAssetRef(reference.replace(/^model(-version)?:/, ''));
  const all = listAssets(db, MODEL_VERSION, name);
  const [highest] = all;
  if (highest === undefined) throw unknownModel(db, name);
  const number = typeof version === 'string' ? resolveAlias(db, MODEL_VERSION, name, version) : version;
  const asked = typeof version === 'string' ? number : (number ?? highest.version);
  const asset = asked === undefined ? undefined : findAsset(db, MODEL_VERSION, name, asked);
  const found = asset && asModelVersion(withAttestations(asset, attestations(db)));
  if (found !== undefined) return found;
  const names = [
    ...all.map((each) => `${name}@${each.version}`),
    ...aliasesOf(db, MODEL_VERSION, name).map(({ alias }) => `${name}@${alias}`),
  ];
  throw new PlumblineError('usage', `there is no model version ${name}@${version ?? ''}`, {
    help: `there is ${names.join(', ')}`,
  });
}

function unknownModel(db: Queries, name: string): PlumblineError {
  const names = [...new Set(listAssets(db, MODEL_VERSION).map((each) => each.name))];
  const nearest = nearestName(name, names);
  return new PlumblineError('usage', `the model ${name} has no version`, {
    why: names.length === 0 ? 'no training pipeline has run to its end' : `there are versions of ${names.join(', ')}`,
    help:
      nearest === undefined ? 'run the pipeline that trains it: plumbline run PIPELINE' : `did you mean ${nearest}?`,
  });
}
