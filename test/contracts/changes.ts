import { parse } from 'yaml';
import type { Change } from '../../core/contracts/change.ts';
import { describeChange } from '../../core/contracts/describe-change.ts';
import { diffFeatureGroups } from '../../core/contracts/diff-feature-groups.ts';
import { diffFeatureViews } from '../../core/contracts/diff-feature-views.ts';
import { type Compatibility, judge } from '../../core/contracts/judge.ts';
import type { FeatureGroup } from '../../core/definitions/feature-group.ts';
import type { FeatureView } from '../../core/definitions/feature-view.ts';

/** Each change as a line: `breaking: `gate` is dropped`. */
export function lines(changes: readonly Change[], mode?: Compatibility): readonly string[] {
  return changes.map((change) => `${judge(change, mode).verdict}: ${describeChange(change)}`);
}

export function groupChanges(before: string, after: string, mode?: Compatibility): readonly string[] {
  return lines(diffFeatureGroups(parse(before) as FeatureGroup, parse(after) as FeatureGroup), mode);
}

/** The changes of a group with one feature; both states as flow maps without the name. */
export function featureChanges(before: string, after: string, mode?: Compatibility): readonly string[] {
  const group = (feature: string): string => `features: [{ name: x, ${feature} }]`;
  return groupChanges(group(before), group(after), mode);
}

export function viewChanges(before: string, after: string, mode?: Compatibility): readonly string[] {
  return lines(diffFeatureViews(parse(before) as FeatureView, parse(after) as FeatureView), mode);
}
