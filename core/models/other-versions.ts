import { parseAssetRef } from '../definitions/asset.ts';
import { findAsset, listAssets } from '../registry/assets.ts';
import { listStates } from '../registry/states.ts';
import type { Queries } from '../registry/store.ts';
import type { NoVersion, OtherVersion } from './gates/gate.ts';
import { asModelVersion, MODEL_VERSION, type ModelVersion } from './model-version.ts';
import type { ModelFile } from './plan-training.ts';

/** The version that a gate's `over` names: `deployed`, `baseline`, or a version such as `arrival_delay@2`. */
export function otherVersion(db: Queries, model: ModelFile, over: string): OtherVersion | NoVersion {
  const { name } = model.key;
  if (over === 'deployed') {
    const deployed = deployedVersion(db, name);
    return deployed ? facts(deployed) : { passes: true, reason: 'nothing is deployed yet' };
  }
  if (over === 'baseline') return baselineOf(db, model);
  const { name: other, version } = parseAssetRef(over.includes('@') ? over : `${name}@${over}`);
  const asset = typeof version === 'number' ? findAsset(db, MODEL_VERSION, other, version) : undefined;
  const found = asset && asModelVersion(asset);
  return found ? facts(found) : { passes: false, reason: `there is no version ${over} to compare with` };
}

function baselineOf(db: Queries, { definition }: ModelFile): OtherVersion | NoVersion {
  const { pipeline, model } = definition.baseline ?? {};
  if (pipeline === undefined && model === undefined) return { passes: false, reason: 'the model names no baseline' };
  const versions = listAssets(db, MODEL_VERSION, model).flatMap((asset) => asModelVersion(asset) ?? []);
  const found = versions
    .filter(({ details }) => pipeline === undefined || details.pipeline === pipeline)
    .toSorted((a, b) => (a.registeredAt < b.registeredAt ? 1 : -1))[0];
  if (found !== undefined) return facts(found);
  const help = pipeline === undefined ? '' : `: plumbline run ${pipeline}`;
  return { passes: false, reason: `the baseline ${pipeline ?? model} has not been trained yet${help}` };
}

/** The stable version of a deployment of the model; of several deployments that of the first by name. */
function deployedVersion(db: Queries, name: string): ModelVersion | undefined {
  for (const { state } of listStates(db, 'deployment')) {
    const { model, stable } = (state ?? {}) as {
      readonly model?: string;
      readonly stable?: { readonly version?: number };
    };
    if (model !== name || stable?.version === undefined) continue;
    const asset = findAsset(db, MODEL_VERSION, name, stable.version);
    return asset && asModelVersion(asset);
  }
  return undefined;
}

function facts({ name, version, details }: ModelVersion): OtherVersion {
  return { version: `${name}@${version}`, metrics: details.metrics, dataHash: details.trainingDataset.hash };
}
