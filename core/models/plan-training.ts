import type { AssetKey } from '../definitions/asset.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';

export type ModelFile = DefinitionFileOf<'model'> & { readonly key: AssetKey };

/** What a pipeline with a model among its outputs is going to train, and on what. */
export interface TrainingPlan {
  /** Name of the output that takes the model. */
  readonly output: string;
  readonly model: ModelFile;
  readonly task: NonNullable<DefinitionFileOf<'model'>['definition']['task']>;
  readonly label: string;
  readonly view: DefinitionFileOf<'feature-view'> & { readonly key: AssetKey };
  /** Number of the training dataset of the view; the view's first one by default. */
  readonly dataset: number | undefined;
}

/** Undefined for a pipeline that makes no model. What cannot be trained is an error before anything runs. */
export function planTraining(project: Project, pipeline: DefinitionFileOf<'pipeline'>): TrainingPlan | undefined {
  const outputs = Object.entries(pipeline.definition.outputs ?? {});
  const [first] = outputs.filter(([, output]) => output?.model !== undefined);
  if (first === undefined) return undefined;
  const [output, { model: reference = '' } = {}] = first;
  const refuse = (what: string, why: string, help: string) =>
    new PlumblineError('failed', `output ${output} ${what}`, { where: pipeline.path, why, help });
  if (!/^[\w-]+$/.test(output)) {
    throw refuse('cannot be the name of a folder', 'the model is written to it', 'use letters, digits, _ and -');
  }
  if (outputs.length > 1) {
    const why = 'a run that trains a model makes nothing else, so that there is either a version or none';
    throw refuse('is not the only one', why, 'write the other outputs in a pipeline of their own');
  }
  const model = project.resolve('model', reference);
  if (model?.key === undefined) {
    throw refuse('goes nowhere', `there is no model ${reference}`, 'name a model that this project defines');
  }
  if (!/^[A-Za-z][\w-]*$/.test(model.key.name)) {
    throw refuse(
      'cannot be taken',
      `its versions are kept in a folder of the model's name, and ${model.key.name} is none`,
      `give the model in ${model.path} a name of letters, digits, _ and -`,
    );
  }
  const { task, feature_view: viewName = '', training_dataset: dataset, label } = model.definition;
  const incomplete = (what: string, help: string) =>
    new PlumblineError('failed', `model ${model.key?.name} ${what}`, { where: model.path, help });
  if (task === undefined) throw incomplete('does not say what it predicts', 'give it a `task`');
  const view = project.resolve('feature-view', viewName);
  if (view?.key === undefined) {
    throw incomplete(`sees a view that does not exist: ${viewName}`, 'name one under `feature_view`');
  }
  const labels = (view.definition.labels ?? []).filter((each) => each !== undefined);
  const [only, ...others] = labels;
  if (label === undefined && (only === undefined || others.length > 0)) {
    throw incomplete(
      'does not say which label it predicts',
      `the view has ${labels.join(', ') || 'none'}: add \`label\``,
    );
  }
  return {
    output,
    model: { ...model, key: model.key },
    task,
    label: label ?? only ?? '',
    view: { ...view, key: view.key },
    dataset,
  };
}

/** The hyperparameters of a model, without the record of their tuning. */
export function hyperparametersOf({ definition }: ModelFile): Readonly<Record<string, unknown>> {
  const given = Object.entries(definition.hyperparameters ?? {});
  return Object.fromEntries(given.map(([name, value]) => [name, isTuned(value) ? value.value : value]));
}

function isTuned(value: unknown): value is { readonly value: unknown } {
  return typeof value === 'object' && value !== null && 'value' in value;
}
