import type { AssetRef } from '../definitions/asset.ts';
import { PlumblineError } from '../platform/problem.ts';
import { resolveAlias } from '../registry/aliases.ts';
import { findAsset, listAssets, type RegisteredAsset } from '../registry/assets.ts';
import type { Queries } from '../registry/store.ts';

/** The kind under which versions of models are registered. */
export const MODEL_VERSION = 'model-version';

/** What a deployment has to know of a model version; the room of the models writes it. */
export interface VersionFacts {
  readonly passed?: boolean;
  readonly gates?: readonly { readonly gate?: string; readonly passed?: boolean; readonly reason?: string }[];
}

/** The version that a reference names (`3`, an alias, or nothing: then the highest), if it may be deployed. */
export function chooseVersion(db: Queries, { name, version }: AssetRef): RegisteredAsset {
  const known = listAssets(db, MODEL_VERSION, name);
  const [highest] = known;
  if (highest === undefined) {
    throw new PlumblineError('usage', `the model ${name} has no version yet`, {
      help: 'run the pipeline that trains it: plumbline run PIPELINE',
    });
  }
  const found = version === undefined ? highest : findAsset(db, MODEL_VERSION, name, numberOf(db, name, version));
  if (found === undefined) {
    throw new PlumblineError('usage', `there is no version ${name}@${version}`, {
      help: `there is ${known.map((each) => `${name}@${each.version}`).join(', ')}`,
    });
  }
  refuseUnlessPassed(found);
  return found;
}

function numberOf(db: Queries, name: string, version: number | string): number {
  if (typeof version === 'number') return version;
  const number = resolveAlias(db, MODEL_VERSION, name, version);
  if (number !== undefined) return number;
  throw new PlumblineError('usage', `no version of ${name} has the alias ${version}`, {
    help: `plumbline models alias ${name}@VERSION ${version}`,
  });
}

/** A version serves nobody before all of its gates hold; there is no way around it. */
function refuseUnlessPassed({ name, version, details }: RegisteredAsset): void {
  const { passed, gates = [] } = (details ?? {}) as VersionFacts;
  if (passed === true) return;
  const failed = gates.filter((gate) => gate.passed !== true);
  const why = failed.map(({ gate, reason }) => [gate, reason].filter(Boolean).join(': ')).join('; ');
  throw new PlumblineError('findings', `${name}@${version} has not passed its gates, and is not deployed`, {
    why: why === '' ? 'its record does not say that it passed' : why,
    help: `plumbline models show ${name}@${version}`,
  });
}
