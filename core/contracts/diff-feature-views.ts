import type { FeatureView } from '../definitions/feature-view.ts';
import type { Lenient } from '../definitions/schema.ts';
import { sameValue } from '../documents/same-value.ts';
import type { MetadataChange, ViewChange } from './change.ts';
import { diffItems } from './diff-items.ts';
import { diffJoins, diffSelection } from './diff-joins.ts';
import { diffMetadata } from './diff-metadata.ts';
import { names, sameNames } from './names.ts';
import { sameExpression } from './same-expression.ts';

/**
 * What changed from one state of a feature view to another, in the order of the file. It compares what is written:
 * whether a `*` now means other columns is a question to the project.
 */
export function diffFeatureViews(before: View, after: View): readonly (ViewChange | MetadataChange)[] {
  return [
    ...diffMetadata(before, after, []),
    ...diffLabels(before, after),
    ...diffSource(before, after),
    ...diffJoins(before.query?.joins ?? [], after.query?.joins ?? []),
    ...diffFilter(before, after),
    ...diffTransformations(before, after),
    ...diffTrainingDatasets(before, after),
    ...diffEvaluationSets(before, after),
  ];
}

type View = Lenient<FeatureView>;

function diffLabels(before: View, after: View): readonly ViewChange[] {
  const [from, to] = [names(before.labels), names(after.labels)];
  return sameNames(from, to) ? [] : [{ kind: 'labels-changed', path: ['labels'], from, to }];
}

function diffSource(before: View, after: View): readonly ViewChange[] {
  const [from, to] = [before.query?.from, after.query?.from];
  const changes: ViewChange[] = from === to ? [] : [{ kind: 'source-changed', path: ['query', 'from'], from, to }];
  return [...changes, ...diffSelection(to ?? '', before.query?.select, after.query?.select, ['query', 'select'])];
}

function diffFilter(before: View, after: View): readonly ViewChange[] {
  const [from, to] = [before.query?.filter, after.query?.filter];
  return sameExpression(from, to) ? [] : [{ kind: 'filter-changed', path: ['query', 'filter'], from, to }];
}

function diffTransformations(before: View, after: View): readonly ViewChange[] {
  const [old, now] = [before.transformations ?? [], after.transformations ?? []];
  if (sameValue(old, now)) return [];
  const odd = [
    ...now.filter((each) => !old.some((other) => sameValue(each, other))),
    ...old.filter((each) => !now.some((other) => sameValue(each, other))),
  ];
  const features = [...new Set((odd.length === 0 ? now : odd).flatMap((each) => names(each?.features)))];
  return [{ kind: 'transformations-changed', path: ['transformations'], features }];
}

function diffTrainingDatasets(before: View, after: View): readonly ViewChange[] {
  return diffItems(before.training_datasets, after.training_datasets, ({ version }) => version).map((item) => {
    const path = ['training_datasets', ...item.path];
    return { kind: `training-dataset-${item.how}`, path, dataset: item.id };
  });
}

function diffEvaluationSets(before: View, after: View): readonly ViewChange[] {
  return diffItems(before.evaluation_sets, after.evaluation_sets, ({ name }) => name).map((item) => {
    const path = ['evaluation_sets', ...item.path];
    return { kind: `evaluation-set-${item.how}`, path, set: item.id };
  });
}
