import { fingerprintOf } from '../../core/platform/fingerprint.ts';
import type { DefinitionFile, DefinitionFileOf } from '../../core/project/definition-file.ts';
import { referenceTo } from '../../core/project/group-columns.ts';
import type { Project } from '../../core/project/project.ts';
import type { ResultWithItems } from '../../core/registry/latest-results.ts';
import { listed } from '../../core/reports/values-in-words.ts';
import type { Finding } from '../../core/rules/rule.ts';
import { BY_HAND, type DriftStatistics, type StoredFeatureDrift } from '../../core/views/stored-drift.ts';
import { moment } from './moment.ts';

/**
 * What drifted when it was last compared: on the line of the feature in its group, and on the name of the monitor. A later
 * comparison by the same monitor, or by hand, takes the place of the one before.
 *
 * These findings rest on this machine's registry, so `plumbline check` does not know them; the rule's name says so.
 */
export function driftFindings(
  project: Project,
  file: DefinitionFile,
  latest: readonly ResultWithItems[],
): readonly Finding[] {
  if (latest.length === 0) return [];
  if (file.kind === 'feature-group') return onFeatures(project, file, latest);
  return file.kind === 'monitor' ? onMonitor(project, file, latest) : [];
}

function onFeatures(
  project: Project,
  file: DefinitionFileOf<'feature-group'>,
  latest: readonly ResultWithItems[],
): readonly Finding[] {
  const group = referenceTo(file);
  const about = latest.filter((result) => statisticsOf(result).groups?.includes(group ?? ''));
  return newestOfEach(about)
    .filter(({ subject }) => subject === BY_HAND || project.resolve('monitor', subject) !== undefined)
    .flatMap((result) =>
      drifted(result).flatMap(({ of, summary }) => {
        const place = file.definition.features?.findIndex((feature) => feature?.name === of?.feature) ?? -1;
        if (of?.group !== group || place < 0) return [];
        return finding(project, file, ['features', place, 'name'], result, 'warning', `drifted: ${summary}`);
      }),
    );
}

function onMonitor(
  project: Project,
  file: DefinitionFileOf<'monitor'>,
  latest: readonly ResultWithItems[],
): readonly Finding[] {
  const result = latest.find(({ subject }) => subject === file.definition.name);
  if (result === undefined || statisticsOf(result).monitor !== fingerprintOf(file.definition)) return [];
  const features = result.items.filter(({ success }) => success === false).flatMap(({ column }) => column ?? []);
  if (result.success && features.length === 0) return [];
  const { judged } = statisticsOf(result);
  const message = `${features.length} of ${judged} features drifted: ${listed(features)}`;
  return [finding(project, file, ['name'], result, result.success ? 'information' : 'warning', message)];
}

function finding(
  project: Project,
  file: DefinitionFileOf<'feature-group' | 'monitor'>,
  path: readonly (string | number)[],
  result: ResultWithItems,
  severity: Finding['severity'],
  message: string,
): Finding {
  const { reference, current } = statisticsOf(result);
  const by = result.subject === BY_HAND ? '' : ` by ${result.subject}`;
  return {
    file: file.path,
    ...project.spanOf(file, [...path]),
    rule: 'last-drift',
    severity,
    message,
    help: `${reference} was compared with ${current}${by} on ${moment(result.createdAt)}`,
    data: { result: result.id },
  };
}

/** The latest result of each monitor, and of comparisons by hand; they come the newest first. */
function newestOfEach(results: readonly ResultWithItems[]): readonly ResultWithItems[] {
  return results.filter(({ subject }, index) => results.findIndex((other) => other.subject === subject) === index);
}

function drifted({ items }: ResultWithItems): readonly StoredFeatureDrift[] {
  return items
    .map(({ summary }) => summary as StoredFeatureDrift | undefined)
    .filter((summary) => summary !== undefined)
    .filter(({ outcome }) => outcome === 'drifted');
}

function statisticsOf({ statistics }: ResultWithItems): Partial<DriftStatistics> {
  return (statistics ?? {}) as Partial<DriftStatistics>;
}
