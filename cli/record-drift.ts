import type { DriftResult, FeatureDrift } from '../core/monitoring/drift-result.ts';
import { fingerprintOf } from '../core/platform/fingerprint.ts';
import { recordResult } from '../core/registry/record-result.ts';
import type { Registry } from '../core/registry/registry.ts';
import { reasonOf } from '../core/reports/drift-words.ts';
import type { DriftPage } from '../core/views/drift-page.ts';
import {
  BY_HAND,
  DRIFT,
  type DriftStatistics,
  type StoredDrift,
  type StoredFeatureDrift,
} from '../core/views/stored-drift.ts';
import type { DriftSide } from './drift-side.ts';
import type { MonitorFile } from './monitor-side.ts';

export interface DriftToRecord {
  readonly run: string;
  readonly result: DriftResult;
  readonly page: Omit<DriftPage, 'id'>;
  readonly monitor: MonitorFile | undefined;
  readonly reference: DriftSide;
  readonly current: DriftSide;
}

/** Keeps a drift result: its page in a file, and in the registry what stands on the lines of the features. */
export function recordDrift(registry: Registry, found: DriftToRecord): Promise<string> {
  const { run, result, page, monitor, reference, current } = found;
  const items = result.features.map((each) => {
    const origin = current.origin(each.feature) ?? reference.origin(each.feature);
    return { each, origin };
  });
  const groups = [...new Set(items.flatMap(({ origin }) => origin?.group ?? []))];
  const judged = result.features.filter(({ state }) => state === 'judged');
  const whole: StoredDrift = { page };
  const statistics: DriftStatistics = {
    share: result.share,
    allowedShare: result.allowedShare,
    judged: judged.length,
    drifted: judged.filter(({ drifted }) => drifted).length,
    reference: reference.label,
    current: current.label,
    groups,
    ...(monitor === undefined ? {} : { monitor: fingerprintOf(monitor.definition) }),
  };
  return recordResult(registry, {
    runId: run,
    kind: DRIFT,
    subject: monitor?.definition.name ?? BY_HAND,
    ...(monitor === undefined ? {} : { subjectFile: monitor.path }),
    target: current.label,
    success: !result.drifted,
    ...(result.drifted ? { severity: 'warning' } : {}),
    statistics,
    items: items.map(({ each, origin }) => ({
      fingerprint: fingerprintOf({ feature: each.feature, ...origin }),
      type: each.state === 'too-few' ? 'none' : (each.test ?? 'none'),
      column: each.feature,
      success: each.state === 'judged' ? !each.drifted : undefined,
      severity: 'warning',
      summary: {
        outcome: outcomeOf(each),
        summary: reasonOf(each, result.correction),
        ...(origin === undefined ? {} : { of: origin }),
      } satisfies StoredFeatureDrift,
    })),
    whole,
  });
}

function outcomeOf(each: FeatureDrift): StoredFeatureDrift['outcome'] {
  if (each.state !== 'judged') return 'unknown';
  return each.drifted ? 'drifted' : 'steady';
}
