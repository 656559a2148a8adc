import { type FileKind, KINDS } from '../definitions/kinds.ts';
import { appendWithoutDefault } from './append-without-default.ts';
import { argumentType } from './argument-type.ts';
import { breakingSchemaChange } from './breaking-schema-change.ts';
import { canarySteps } from './canary-steps.ts';
import { contradictoryExpectations } from './contradictory-expectations.ts';
import { doubtfulArgument } from './doubtful-argument.ts';
import { driftTestOfAnotherType } from './drift-test-of-another-type.ts';
import { duplicateAsset } from './duplicate-asset.ts';
import { duplicateColumn } from './duplicate-column.ts';
import { duplicateExpectation } from './duplicate-expectation.ts';
import { duplicateName } from './duplicate-name.ts';
import { expectationNeverFails } from './expectation-never-fails.ts';
import { featureFunctionParameters } from './feature-function-parameters.ts';
import { featureWithoutTest } from './feature-without-test.ts';
import { immutableAssetEdited } from './immutable-asset-edited.ts';
import { invalidCondition } from './invalid-condition.ts';
import { invalidType } from './invalid-type.ts';
import { joinSeesTheFuture } from './join-sees-the-future.ts';
import { joinWithoutKey } from './join-without-key.ts';
import { keyType } from './key-type.ts';
import { keyWithoutEffect } from './key-without-effect.ts';
import { labelAsFeature } from './label-as-feature.ts';
import { metricOfAnotherTask } from './metric-of-another-task.ts';
import { missingArgument } from './missing-argument.ts';
import { missingDescription } from './missing-description.ts';
import { pipelineOutput } from './pipeline-output.ts';
import { pointInTimeWithoutEventTime } from './point-in-time-without-event-time.ts';
import { registeredVersionReplaced } from './registered-version-replaced.ts';
import { reversedBounds } from './reversed-bounds.ts';
import type { Rule } from './rule.ts';
import { schema } from './schema.ts';
import { schemaChangeToReview } from './schema-change-to-review.ts';
import { suiteOfAnotherGroup } from './suite-of-another-group.ts';
import { syntax } from './syntax.ts';
import { unknownArgument } from './unknown-argument.ts';
import { unknownAsset } from './unknown-asset.ts';
import { unknownColumn } from './unknown-column.ts';
import { unknownDriftTest } from './unknown-drift-test.ts';
import { unknownEvaluationSet } from './unknown-evaluation-set.ts';
import { unknownExpectationType } from './unknown-expectation-type.ts';
import { unknownFile } from './unknown-file.ts';
import { unknownFunction } from './unknown-function.ts';
import { unknownMetric } from './unknown-metric.ts';
import { unknownRule } from './unknown-rule.ts';
import { unknownTrainingDataset } from './unknown-training-dataset.ts';
import { unknownTransformation } from './unknown-transformation.ts';
import { unknownVersion } from './unknown-version.ts';
import { unsafePath } from './unsafe-path.ts';
import { unusableGate } from './unusable-gate.ts';
import { warnThreshold } from './warn-threshold.ts';
import { windowWithoutEventTime } from './window-without-event-time.ts';

/** Every rule, by id. Its documentation, its settings and its place in the tests follow from this table. */
export const RULES: readonly Rule[] = [
  appendWithoutDefault,
  argumentType,
  breakingSchemaChange,
  canarySteps,
  contradictoryExpectations,
  doubtfulArgument,
  driftTestOfAnotherType,
  duplicateAsset,
  duplicateColumn,
  duplicateExpectation,
  duplicateName,
  expectationNeverFails,
  featureFunctionParameters,
  featureWithoutTest,
  immutableAssetEdited,
  invalidCondition,
  invalidType,
  joinSeesTheFuture,
  joinWithoutKey,
  keyType,
  keyWithoutEffect,
  labelAsFeature,
  metricOfAnotherTask,
  missingArgument,
  missingDescription,
  pipelineOutput,
  pointInTimeWithoutEventTime,
  registeredVersionReplaced,
  reversedBounds,
  schema,
  schemaChangeToReview,
  suiteOfAnotherGroup,
  syntax,
  unknownArgument,
  unknownAsset,
  unknownColumn,
  unknownDriftTest,
  unknownEvaluationSet,
  unknownExpectationType,
  unknownFile,
  unknownFunction,
  unknownMetric,
  unknownRule,
  unknownTrainingDataset,
  unknownTransformation,
  unknownVersion,
  unsafePath,
  unusableGate,
  warnThreshold,
  windowWithoutEventTime,
];

export const RULE_IDS: readonly string[] = RULES.map(({ id }) => id);

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleWithId(id: string): Rule | undefined {
  return BY_ID.get(id);
}

const BY_KIND: ReadonlyMap<FileKind, readonly Rule[]> = new Map(
  KINDS.map(({ kind }) => [kind, RULES.filter((rule) => rule.kinds.includes(kind))]),
);

/** The rules that look at files of a kind. */
export function rulesFor(kind: FileKind): readonly Rule[] {
  return BY_KIND.get(kind) ?? [];
}
