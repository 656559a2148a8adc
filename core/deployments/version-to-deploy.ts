import { findVersion } from '../models/find-version.ts';
import type { ModelVersion } from '../models/model-version.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { Queries } from '../registry/store.ts';

/** The version that `arrival_delay@3`, an alias, or the name alone (the highest one) names, if it may be deployed. */
export function versionToDeploy(db: Queries, reference: string): ModelVersion {
  const version = findVersion(db, reference);
  refuseUnlessPassed(version);
  return version;
}

/** A version serves nobody before all of its gates hold; there is no way around it. */
function refuseUnlessPassed({ name, version, details: { passed, gates = [] } }: ModelVersion): void {
  if (passed === true) return;
  const failed = gates.filter((gate) => gate.passed !== true);
  const why = failed.map(({ gate, reason }) => [gate, reason].filter(Boolean).join(': ')).join('; ');
  throw new PlumblineError('findings', `${name}@${version} has not passed its gates, and is not deployed`, {
    why: why === '' ? 'its record does not say that it passed' : why,
    help: `plumbline models show ${name}@${version}`,
  });
}
