import { nearestName } from '../../core/catalogue/nearest-name.ts';
import type { FeatureRow, FeatureValue } from '../../core/deployments/predictor-host.ts';
import { planView, type ViewFile } from '../../core/features/view-plan.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { Project } from '../../core/project/project.ts';
import type { RegisteredAsset } from '../../core/registry/assets.ts';
import { datatypeOf } from './datatype.ts';
import { badRequest } from './http-problem.ts';
import type { InferRequest } from './infer-request.ts';

/** What a version of a model wants to be asked with. */
export interface ServedModel {
  readonly version: number;
  /** Relative to `code/` of the version. */
  readonly predictor: string;
  readonly isRegression: boolean;
  readonly label: { readonly datatype: string };
  /** In the order of the view. */
  readonly features: readonly Field[];
  /** What names a row of the view's left group; those that are features as well are in both lists. */
  readonly keys: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly datatype: string;
}

/** The part of a version's record that serving it rests on. */
interface Details {
  readonly predictor?: string;
  readonly task?: string;
  readonly label?: string;
  readonly view?: string;
  readonly features?: readonly string[];
}

export function servedModel(project: Project, { name, version, details }: RegisteredAsset): ServedModel {
  const { predictor, task, label, view, features = [] } = (details ?? {}) as Details;
  if (predictor === undefined) {
    throw new PlumblineError('failed', `${name}@${version} cannot be served`, {
      why: 'it was registered without a predictor',
      help: `name the file with \`class Predictor\` under \`predictor\` in the model file, and train it again`,
    });
  }
  const file = view === undefined ? undefined : project.resolve('feature-view', view);
  const plan = file?.key === undefined ? undefined : planView(project, { ...file, key: file.key } as ViewFile);
  const types = new Map(plan?.columns.map((column) => [column.name, column.type]));
  const keyTypes = new Map(plan?.from.file.definition.features?.map((each) => [each?.name, each?.type]));
  const field = (name: string, type: string | undefined): Field => ({ name, datatype: datatypeOf(type ?? 'string') });
  return {
    version,
    predictor,
    isRegression: task === 'regression',
    label: { datatype: task === 'regression' ? 'FP64' : datatypeOf(types.get(label ?? '') ?? 'string') },
    features: features.map((each) => field(each, types.get(each))),
    keys: plan?.from.primaryKey.map((each) => field(each, keyTypes.get(each))) ?? [],
  };
}

/** A row of a request: what names it, and the features that the client gave itself. */
export interface AskedRow {
  readonly key: FeatureRow;
  readonly given: FeatureRow;
}

/** Turns the columns of a request into rows; every name and value has to be one that the model knows. */
export function askedRows({ inputs, rows }: InferRequest, model: ServedModel): readonly AskedRow[] {
  const known = new Map([...model.keys, ...model.features].map((field) => [field.name, field]));
  const columns: { readonly field: Field; readonly values: readonly FeatureValue[] }[] = [];
  for (const [name, values] of inputs) {
    const field = known.get(name);
    if (field === undefined) {
      const nearest = nearestName(name, known.keys());
      const hint = nearest === undefined ? `it has ${[...known.keys()].join(', ')}` : `did you mean ${nearest}?`;
      throw badRequest(`the model has no feature ${name}; ${hint}`);
    }
    columns.push({ field, values: values.map((value) => asField(value, field)) });
  }
  const names = (fields: readonly Field[]) => new Set(fields.map(({ name }) => name));
  const [keys, features] = [names(model.keys), names(model.features)];
  const pick = (wanted: ReadonlySet<string>, row: number) =>
    Object.fromEntries(
      columns.flatMap(({ field, values }) => (wanted.has(field.name) ? [[field.name, values[row] ?? null]] : [])),
    );
  return Array.from({ length: rows }, (_, row) => ({ key: pick(keys, row), given: pick(features, row) }));
}

/** A client may send another datatype than the metadata name, as long as nothing is lost. */
function asField(value: FeatureValue, { name, datatype }: Field): FeatureValue {
  // Not a number is how tensors say that a value is missing.
  if (value === null || Number.isNaN(value)) return null;
  const wrong = () => badRequest(`input ${name}: ${JSON.stringify(value)} is no value of ${datatype}`);
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
    throw badRequest(`input ${name} is infinite`);
  switch (datatype) {
    case 'BYTES':
      if (typeof value !== 'string') throw wrong();
      return value;
    case 'BOOL':
      if (value === 0 || value === 1) return value === 1;
      if (typeof value !== 'boolean') throw wrong();
      return value;
    default:
      if (typeof value === 'boolean') return value ? 1 : 0;
      if (typeof value !== 'number' || (datatype.startsWith('INT') && !Number.isInteger(value))) throw wrong();
      return value;
  }
}

/** The features that a row lacks. */
export function missingFeatures({ given }: AskedRow, { features }: ServedModel): readonly string[] {
  return features.flatMap(({ name }) => (Object.hasOwn(given, name) ? [] : [name]));
}
