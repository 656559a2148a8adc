import { asMap, type GxMap } from './gx-file.ts';

/** What there is in place of a checkpoint: the command that does the same, and what it does not do. */
export interface CheckpointHint {
  readonly checkpoint: string;
  /** The arguments of `plumbline`, for each suite. */
  readonly commands: readonly (readonly string[])[];
  readonly untranslated: readonly string[];
}

/** The other files that a checkpoint points to. */
export interface CheckpointSurroundings {
  readonly validationDefinitions: readonly GxMap[];
  readonly project: GxMap | undefined;
  /** What a suite of Great Expectations is called here. */
  readonly suiteName: (name: string) => string;
}

/**
 * A checkpoint is a list of suites, each with its data, and what to do afterwards. We have no file for that: a feature
 * group says which suites judge it, and CI says when. So it becomes commands, to be put where they belong.
 */
export function checkpointHint(checkpoint: GxMap, around: CheckpointSurroundings): CheckpointHint {
  const untranslated: string[] = [];
  const options = [
    ...resultFormat(checkpoint, untranslated),
    ...parameters(checkpoint.evaluation_parameters),
    ...actions(checkpoint, untranslated),
  ];
  const judgings = Array.isArray(checkpoint.validation_definitions)
    ? newJudgings(checkpoint.validation_definitions, around, untranslated)
    : oldJudgings(checkpoint, untranslated);
  const commands = judgings.map(({ suite, data }) => [
    'validate',
    around.suiteName(suite),
    ...(data === undefined ? ['--data', 'FILE'] : ['--data', data]),
    ...options,
  ]);
  if (commands.length === 0) untranslated.push('it names no suite');
  return { checkpoint: String(checkpoint.name ?? 'checkpoint'), commands, untranslated };
}

interface Judging {
  readonly suite: string;
  readonly data: string | undefined;
}

function newJudgings(
  references: readonly unknown[],
  { validationDefinitions, project }: CheckpointSurroundings,
  untranslated: string[],
): readonly Judging[] {
  return references.flatMap((reference) => {
    const name = asMap(reference)?.name;
    const definition = validationDefinitions.find((each) => each.name === name);
    const suite = asMap(definition?.suite)?.name;
    if (typeof suite !== 'string') {
      untranslated.push(`the validation definition ${String(name)}: it is not among the files`);
      return [];
    }
    const data = dataOf(asMap(definition?.data), project);
    if (data === undefined) untranslated.push(`the data of ${suite}: put its file in place of FILE`);
    return { suite, data };
  });
}

function oldJudgings(checkpoint: GxMap, untranslated: string[]): readonly Judging[] {
  const validations = Array.isArray(checkpoint.validations) ? checkpoint.validations.map(asMap) : [];
  const all = [...validations, checkpoint].filter((each) => typeof each?.expectation_suite_name === 'string');
  return all.map((each) => {
    const suite = String(each?.expectation_suite_name);
    const asset = asMap(each?.batch_request)?.data_asset_name;
    untranslated.push(
      `the data of ${suite}${typeof asset === 'string' ? ` (asset ${asset})` : ''}: put its file in place of FILE`,
    );
    return { suite, data: undefined };
  });
}

/** The file that a data source of files and its batch definition lead to, if that is one file. */
function dataOf(data: GxMap | undefined, project: GxMap | undefined): string | undefined {
  const named = (key: string) => String(asMap(data?.[key])?.name);
  const source = asMap(asMap(project?.fluent_datasources)?.[named('datasource')]);
  const batch = asMap(
    asMap(asMap(asMap(source?.assets)?.[named('asset')])?.batch_definitions)?.[named('batch_definition')],
  );
  const folder = source?.base_directory;
  const pattern = asMap(batch?.partitioner)?.regex;
  const path =
    batch?.path ?? asMap(batch?.partitioner)?.path ?? (typeof pattern === 'string' ? plainPath(pattern) : undefined);
  if (typeof folder !== 'string' || typeof path !== 'string') return undefined;
  return `${folder.replace(/\/$/, '')}/${path}`;
}

/** `orders\.csv$` is one file; a pattern that may be several is none. */
function plainPath(pattern: string): string | undefined {
  const path = pattern.replace(/^\^/, '').replace(/\$$/, '').replaceAll('\\.', '.');
  return /^[\w./ -]+$/.test(path) ? path : undefined;
}

const FORMATS = ['BOOLEAN_ONLY', 'BASIC', 'SUMMARY', 'COMPLETE'];

function resultFormat(checkpoint: GxMap, untranslated: string[]): readonly string[] {
  const { result_format: old, ...settings } = asMap(checkpoint.runtime_configuration) ?? {};
  for (const key of Object.keys(settings)) untranslated.push(`the setting ${key}`);
  const format = checkpoint.result_format ?? old;
  const { result_format: name = format, ...details } = asMap(format) ?? {};
  for (const key of Object.keys(details)) untranslated.push(`${key} of its result format: give it in the suite`);
  // Ours, too, if nobody says otherwise.
  return FORMATS.includes(String(name)) && name !== 'SUMMARY' ? ['--result-format', String(name)] : [];
}

function parameters(given: unknown): readonly string[] {
  return Object.entries(asMap(given) ?? {}).flatMap(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return ['--param', `${name}=${text}`];
  });
}

/** What we do without being asked, or with an option; `undefined` for what only Great Expectations does. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  update_data_docs: ['--report', 'html=results'],
  UpdateDataDocsAction: ['--report', 'html=results'],
  StoreValidationResultAction: [],
  StoreEvaluationParametersAction: [],
  OpenLineageValidationAction: ['--report', 'openlineage=events.ndjson'],
};

function actions(checkpoint: GxMap, untranslated: string[]): readonly string[] {
  const all = [checkpoint.actions, checkpoint.action_list].flatMap((list) => (Array.isArray(list) ? list : []));
  return all.flatMap((each: unknown) => {
    const action = asMap(asMap(each)?.action) ?? asMap(each);
    const type = String(action?.class_name ?? action?.type);
    if (Object.hasOwn(ACTIONS, type)) return ACTIONS[type] ?? [];
    untranslated.push(`the action ${type}: let CI do it`);
    return [];
  });
}
