import type { Change, TypeChange } from './change.ts';
import { code, listed } from './words.ts';

/** What changed, as a clause without a full stop: `` `gate` is dropped ``. */
export function describeChange(change: Change): string {
  switch (change.kind) {
    case 'feature-dropped':
      return `${code(change.feature)} is dropped`;
    case 'feature-renamed':
      return `${code(change.feature)} is renamed to ${code(change.to)}`;
    case 'feature-appended':
      return `${code(change.feature)} is appended ${change.hasDefault ? 'with' : 'without'} a default`;
    case 'type-changed':
      return describeTypeChange(change.feature, change);
    case 'online-type-changed':
      return `the online type of ${code(change.feature)} ${fromTo(change)}`;
    case 'default-added':
      return `${code(change.feature)} gets a default`;
    case 'default-changed':
      return `the default of ${code(change.feature)} ${fromTo(change)}`;
    case 'default-dropped':
      return `${code(change.feature)} loses its default`;
    case 'unit-changed':
      return `the unit of ${code(change.feature)} ${fromTo(change)}`;
    case 'function-changed':
      return `the function of ${code(change.feature)} ${fromTo(change)}`;
    case 'function-body-changed':
      return `the code of ${code(change.function)}, which computes ${code(change.feature)}, changes`;
    case 'primary-key-changed':
      return `the primary key ${fromTo(change)}`;
    case 'partition-key-changed':
      return `the partition key ${fromTo(change)}`;
    case 'event-time-changed':
      return `the event time ${fromTo(change)}`;
    case 'online-started':
      return 'the group is now served online';
    case 'online-stopped':
      return 'the group is no longer served online';
    case 'suite-attached':
      return `the suite ${code(change.suite)} is attached`;
    case 'suite-detached':
      return `the suite ${code(change.suite)} is detached`;
    case 'ingestion-changed':
      return `ingestion ${fromTo(change)}`;
    case 'labels-changed':
      return `the labels ${fromTo(change, 'change')}`;
    case 'source-changed':
      return `the group it starts from ${fromTo(change)}`;
    case 'selection-changed':
      return describeSelection(change);
    case 'join-added':
      return `a join with ${change.group} is added`;
    case 'join-dropped':
      return `the join with ${change.group} is dropped`;
    case 'join-changed':
      return `${listed(change.keys)} of the join with ${change.group} ${change.keys.length === 1 ? 'changes' : 'change'}`;
    case 'filter-changed':
      return `the filter ${fromTo(change)}`;
    case 'transformations-changed':
      return `the transformations of ${listed(change.features)} change`;
    case 'training-dataset-added':
      return `training dataset ${change.dataset} is added`;
    case 'training-dataset-changed':
      return `training dataset ${change.dataset} changes`;
    case 'training-dataset-dropped':
      return `training dataset ${change.dataset} is dropped`;
    case 'evaluation-set-added':
      return `the evaluation set ${code(change.set)} is added`;
    case 'evaluation-set-changed':
      return `the evaluation set ${code(change.set)} changes`;
    case 'evaluation-set-dropped':
      return `the evaluation set ${code(change.set)} is dropped`;
    case 'metadata-changed':
      return change.feature === undefined
        ? `${change.key} changes`
        : `${change.key} of ${code(change.feature)} changes`;
  }
}

function describeTypeChange(feature: string, { inside, how, from, to }: TypeChange): string {
  const place = `${feature}${inside}`;
  switch (how) {
    case 'widened':
    case 'changed':
      return `the type of ${code(place)} ${fromTo({ from, to })}`;
    case 'field-dropped':
      return `${code(place)} is dropped`;
    case 'field-renamed':
      return `${code(place.slice(0, place.length - to.length) + from)} is renamed to ${code(place)}`;
    case 'field-appended':
      return `${code(place)} is appended`;
  }
}

function describeSelection(change: Extract<Change, { kind: 'selection-changed' }>): string {
  const { group, dropped, added } = change;
  const parts = [
    dropped.length === 0 ? undefined : `no longer selects ${listed(dropped)}`,
    added.length === 0 ? undefined : `also selects ${listed(added)}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? `the selection from ${group} changes` : `it ${parts.join(' and ')} from ${group}`;
}

function fromTo({ from, to }: { readonly from: unknown; readonly to: unknown }, verb = 'changes'): string {
  return `${verb} from ${shown(from)} to ${shown(to)}`;
}

function shown(value: unknown): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return 'none';
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return listed(value);
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}
