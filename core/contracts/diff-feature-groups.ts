import type { FeatureGroup } from '../definitions/feature-group.ts';
import type { Lenient } from '../definitions/schema.ts';
import type { GroupChange, MetadataChange } from './change.ts';
import { diffFeatures } from './diff-features.ts';
import { diffMetadata } from './diff-metadata.ts';
import { added, names, sameNames } from './names.ts';

/**
 * What changed from one state of a feature group to another, in the order in which it shows in the newer definition.
 * What either of them does not say yet (half-typed text) is not compared.
 */
export function diffFeatureGroups(
  before: Lenient<FeatureGroup>,
  after: Lenient<FeatureGroup>,
): readonly (GroupChange | MetadataChange)[] {
  return [
    ...diffMetadata(before, after, []),
    ...diffKeys(before, after),
    ...diffEventTime(before, after),
    ...diffOnline(before, after),
    ...diffFeatures(before.features ?? [], after.features ?? []),
    ...diffSuites(before, after),
    ...diffIngestion(before, after),
  ];
}

type Group = Lenient<FeatureGroup>;

/** The order of a primary key's columns says nothing; that of a partition key is the order of the folders. */
function diffKeys(before: Group, after: Group): readonly GroupChange[] {
  const [primary, partition] = [names(after.primary_key), names(after.partition_key)];
  const [oldPrimary, oldPartition] = [names(before.primary_key), names(before.partition_key)];
  const changes: GroupChange[] = [];
  if (after.primary_key !== undefined && !sameNames([...oldPrimary].sort(), [...primary].sort())) {
    changes.push({ kind: 'primary-key-changed', path: ['primary_key'], from: oldPrimary, to: primary });
  }
  if (!sameNames(oldPartition, partition)) {
    changes.push({ kind: 'partition-key-changed', path: ['partition_key'], from: oldPartition, to: partition });
  }
  return changes;
}

function diffEventTime({ event_time: from }: Group, { event_time: to }: Group): readonly GroupChange[] {
  return from === to ? [] : [{ kind: 'event-time-changed', path: ['event_time'], from, to }];
}

function diffOnline(before: Group, after: Group): readonly GroupChange[] {
  if ((before.online ?? false) === (after.online ?? false)) return [];
  return [{ kind: after.online ? 'online-started' : 'online-stopped', path: ['online'] }];
}

function diffSuites(before: Group, after: Group): readonly GroupChange[] {
  const [from, to] = [names(before.expectations), names(after.expectations)];
  const path = ['expectations'];
  return [
    ...added(to, from).map((suite) => ({ kind: 'suite-detached', path, suite }) as const),
    ...added(from, to).map((suite) => ({ kind: 'suite-attached', path, suite }) as const),
  ];
}

function diffIngestion({ ingestion: from = 'strict' }: Group, { ingestion: to = 'strict' }: Group) {
  return from === to ? [] : [{ kind: 'ingestion-changed', path: ['ingestion'], from, to } as const];
}
