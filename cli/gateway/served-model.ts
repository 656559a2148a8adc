import { nearestName } from '../../core/catalogue/nearest-name.ts';
import type { FeatureRow, FeatureValue } from '../../core/deployments/predictor-host.ts';
import { planView, type ViewFile, type ViewPlan } from '../../core/features/view-plan.ts';
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
  /** Features that are computed from what a request gives, by the functions of their group. */
  readonly onDemand: readonly OnDemandFeature[];
  /** Undefined where the project no longer has the view: then nothing can be looked up. */
  readonly plan: ViewPlan | undefined;
}

export interface Field {
  readonly name: string;
  /** As definitions write it; undefined where none is declared. */
  readonly type: string | undefined;
  readonly datatype: string;
}

export interface OnDemandFeature {
  readonly name: string;
  /** `features/geo.py::haversine_km` */
  readonly function: string;
  readonly parameters: readonly Field[];
}

/** The part of a version's record that serving it rests on. */
interface Details {
  readonly predictor?: string;
  readonly task?: string;
  readonly label?: string;
  readonly view?: string;
  readonly features?: readonly string[];
}

export function servedModel(
  project: Project,
  { name, version, details }: Pick<RegisteredAsset, 'name' | 'version' | 'details'>,
): ServedModel {
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
  const field = (name: string, type: string | undefined): Field => ({
    name,
    type,
    datatype: type === undefined ? ANY : datatypeOf(type),
  });
  return {
    version,
    predictor,
    isRegression: task === 'regression',
    label: { datatype: task === 'regression' ? 'FP64' : datatypeOf(types.get(label ?? '') ?? 'string') },
    features: features.map((each) => field(each, types.get(each))),
    keys: plan?.from.primaryKey.map((each) => field(each, keyTypes.get(each))) ?? [],
    onDemand:
      plan === undefined ? [] : onDemandFeatures(project, plan, features, (each) => field(each, keyTypes.get(each))),
    plan,
  };
}

/** A value of a type that is nowhere declared. */
const ANY = 'ANY';

/** Features of the left group with a function whose parameters a request can give. */
function onDemandFeatures(
  project: Project,
  { from, columns }: ViewPlan,
  features: readonly string[],
  field: (name: string) => Field,
): readonly OnDemandFeature[] {
  return columns.flatMap(({ name, place, feature }) => {
    const reference = from.file.definition.features?.find((each) => each?.name === feature)?.function;
    const found = reference === undefined ? undefined : project.pythonFunction(reference);
    // Under a prefix the names of the parameters would be those of other columns.
    if (place !== 'from' || name !== feature || !features.includes(name) || found === undefined) return [];
    const parameters = found.fn.parameters.map((each) => field(each.name));
    return parameters.length === 0 || reference === undefined ? [] : [{ name, function: reference, parameters }];
  });
}

/** A row of a request: what names it, and the features that the client gave itself. */
export interface AskedRow {
  readonly key: FeatureRow;
  readonly given: FeatureRow;
  /** What the client gave for functions that compute features. */
  readonly extra: FeatureRow;
}

/** Turns the columns of a request into rows; every name and value has to be one that the model knows. */
export function askedRows({ inputs, rows }: InferRequest, model: ServedModel): readonly AskedRow[] {
  const parameters = model.onDemand.flatMap((each) => each.parameters);
  const known = new Map([...parameters, ...model.keys, ...model.features].map((field) => [field.name, field]));
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
  const [keys, features, extra] = [names(model.keys), names(model.features), names(parameters)];
  const pick = (wanted: ReadonlySet<string>, row: number) =>
    Object.fromEntries(
      columns.flatMap(({ field, values }) => (wanted.has(field.name) ? [[field.name, values[row] ?? null]] : [])),
    );
  return Array.from({ length: rows }, (_, row) => ({
    key: pick(keys, row),
    given: pick(features, row),
    extra: pick(extra, row),
  }));
}

/** A client may send another datatype than the metadata name, as long as nothing is lost. */
function asField(value: FeatureValue, { name, datatype }: Field): FeatureValue {
  // Not a number is how tensors say that a value is missing.
  if (value === null || Number.isNaN(value)) return null;
  const wrong = () => badRequest(`input ${name}: ${JSON.stringify(value)} is no value of ${datatype}`);
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
    throw badRequest(`input ${name} is infinite`);
  switch (datatype) {
    case ANY:
      return value;
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

/** Whether a feature can be computed from what the request itself says. */
export function isComputable(name: string, { given, extra }: AskedRow, model: ServedModel): boolean {
  const found = model.onDemand.find((each) => each.name === name);
  return found?.parameters.every((each) => (extra[each.name] ?? given[each.name] ?? null) !== null) === true;
}

/** The features that a row neither has, nor has what they are computed from. */
export function missingFeatures(row: AskedRow, model: ServedModel): readonly string[] {
  return model.features.flatMap(({ name }) =>
    Object.hasOwn(row.given, name) || isComputable(name, row, model) ? [] : [name],
  );
}
