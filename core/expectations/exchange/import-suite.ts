import { legacyArgument, legacyExpectation } from '../../catalogue/legacy-expectations.ts';
import type { Expectation, ExpectationSuite } from '../../definitions/expectation-suite.ts';
import { rangesIn } from '../../documents/position.ts';
import { sameValue } from '../../documents/same-value.ts';
import { printExpression } from '../../expressions/print-expression.ts';
import { readRowCondition } from '../../expressions/row-condition.ts';
import { toStructuredCondition } from '../../expressions/to-structured-condition.ts';
import { PlumblineError } from '../../platform/problem.ts';
import { projectFromFiles } from '../../project/load-project.ts';
import { suiteProblems } from '../suite-problems.ts';
import { inexactNumber } from './inexact-number.ts';
import { importedName } from './suite-name.ts';
import { suiteToYaml } from './suite-to-yaml.ts';

/** A suite of Great Expectations as ours. */
export interface ImportedSuite {
  readonly suite: ExpectationSuite;
  /** The file to write. */
  readonly yaml: string;
  /** What was put in other words, left out because it says nothing, or has to be put right before it can be judged. */
  readonly notes: readonly string[];
}

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads a suite as Great Expectations 0.x or 1.x keeps it, and writes it as YAML. What the program that wrote it would
 * have refused is refused; a type or an argument that only older ones knew is taken over as it is, and told of, since
 * what to write in its place is for people to say. `file` is what to call it in errors.
 */
export async function importSuite(text: string, file: string): Promise<ImportedSuite> {
  const { suite: read, problems, spanOf } = await readSuite(text, 'suite.json');
  const at = (span: { readonly start: number; readonly end: number }) => {
    const { line, character } = rangesIn(text)(span).start;
    return `${file}:${line + 1}:${character + 1}`;
  };
  const [problem] = problems;
  if (problem !== undefined) throw refused(at(problem), problem.message, problem.help);
  const inexact = inexactNumber(text);
  if (inexact !== undefined) {
    const digits = text.slice(inexact.start, inexact.end);
    throw new PlumblineError('failed', `the number ${digits} has more digits than can be kept`, {
      where: at(inexact),
      why: 'it would become another number',
      help: 'write it with fewer digits, or as a text',
    });
  }
  const raw = JSON.parse(text.replace(/^\uFEFF/, '')) as Raw;
  const notes: string[] = [];
  const suite = ours(read, raw, notes);
  const [unsound] = suiteProblems(withoutLegacy(suite));
  if (unsound !== undefined) {
    throw refused(at(spanOf(unsound.position)), `${unsound.type}: ${unsound.message}`);
  }
  for (const { position, type, message } of suiteProblems(suite)) {
    notes.push(
      `${nameOf(position, type)}: ${message.replace(`${type} `, '')}; it is taken over as it is, and has to be put right`,
    );
  }
  const yaml = suiteToYaml(suite);
  const again = await readSuite(yaml, 'suite.expectations.yaml');
  if (again.problems.length > 0 || !sameValue(again.suite, JSON.parse(JSON.stringify(suite)))) {
    const why = again.problems[0]?.message ?? 'it would not be read back as it was';
    throw new PlumblineError('failed', 'the suite cannot be said in YAML', { where: file, why });
  }
  return { suite, yaml, notes };
}

async function readSuite(text: string, name: string) {
  const project = await projectFromFiles('/', [[name, text]]);
  const file = project.files.get(name);
  if (file?.kind !== 'expectation-suite') throw new PlumblineError('failed', 'this is no expectation suite');
  return {
    // Whoever finds no problems may take it as whole.
    suite: file.definition as ExpectationSuite,
    problems: file.problems,
    spanOf: (position: number) => project.spanOf(file, ['expectations', position]),
  };
}

function refused(where: string, message: string, help?: string): PlumblineError {
  return new PlumblineError('failed', message, {
    where,
    why: 'a suite with mistakes in it is not imported: what it would pass, nobody has judged',
    ...(help === undefined ? {} : { help }),
  });
}

/** The suite in our shape, without what says nothing. */
function ours(read: ExpectationSuite, raw: Raw, notes: string[]): ExpectationSuite {
  const items = raw.expectations as readonly Raw[];
  const expectations = read.expectations.map((each, position) =>
    ourExpectation(each, items[position] ?? {}, position, notes),
  );
  leftOut(raw, ['data_asset_type', 'data_asset_name'], 'the suite', notes);
  const { name, meta } = importedName(read.name, withoutOwn(read.meta, SUITE_KEYS));
  if (name !== read.name)
    notes.push(`its name ${read.name} is kept in meta, for the way back: here it is called ${name}`);
  const { description, owner, tags, feature_group, parameters, notes: said } = read;
  return given({
    name,
    feature_group,
    description,
    owner,
    tags,
    parameters,
    expectations,
    meta: isEmpty(meta) ? undefined : meta,
    notes: said ?? undefined,
    id: idOf(read, raw),
  });
}

function ourExpectation(read: Expectation, raw: Raw, position: number, notes: string[]): Expectation {
  const { type, severity, warn, description, notes: said } = read;
  const meta = withoutOwn(read.meta, ['warn']);
  const name = nameOf(position, type);
  leftOut(raw, ['rendered_content', 'expectation_context', 'success_on_last_run'], name, notes);
  return given({
    type,
    kwargs: ourArguments(read.kwargs, name, notes),
    // Great Expectations writes it always, and means the same without it.
    severity: severity === 'critical' ? undefined : severity,
    warn,
    description,
    notes: said ?? undefined,
    meta: isEmpty(meta) ? undefined : meta,
    id: idOf(read, raw),
  });
}

function ourArguments(kwargs: Raw, name: string, notes: string[]): Expectation['kwargs'] {
  const kept = Object.entries(kwargs).filter(([argument, value]) => {
    const isSilent = legacyArgument(argument) !== undefined && (value === null || value === false);
    if (isSilent) notes.push(`${name}: ${argument} was switched off, and is left out`);
    return !isSilent;
  });
  return withReadableCondition(Object.fromEntries(kept), name, notes);
}

/**
 * A structured condition in our language, where the way back leads to the very same; a text without a parser is one for
 * pandas there, which has to be said here.
 */
function withReadableCondition(kwargs: Raw, name: string, notes: string[]): Record<string, unknown> {
  const { row_condition: condition, condition_parser: parser } = kwargs;
  if (parser !== undefined && parser !== null) return { ...kwargs };
  if (typeof condition === 'string') {
    notes.push(`${name}: its row_condition names no parser, and is read as pandas would`);
    return { ...kwargs, condition_parser: 'pandas' };
  }
  if (typeof condition !== 'object' || condition === null) return { ...kwargs };
  const { expression, problems } = readRowCondition(condition);
  if (expression === null || problems.length > 0) return { ...kwargs };
  const written = printExpression(expression);
  const again = readRowCondition(written);
  const back =
    again.expression === null || again.problems.length > 0 ? undefined : toStructuredCondition(again.expression);
  return sameValue(back, condition) ? { ...kwargs, row_condition: written } : { ...kwargs };
}

/** Older types and arguments aside, the suite has to be sound. */
function withoutLegacy(suite: ExpectationSuite): ExpectationSuite {
  const expectations = suite.expectations.map(({ type, kwargs, ...more }) =>
    legacyExpectation(type) === undefined
      ? { type, kwargs: Object.fromEntries(Object.entries(kwargs).filter(([each]) => !legacyArgument(each))), ...more }
      : HARMLESS,
  );
  return { ...suite, expectations };
}

/** In place of what cannot be judged, so that the others keep their positions. */
const HARMLESS: Expectation = { type: 'expect_table_row_count_to_be_between', kwargs: { min_value: 0 } };

const SUITE_KEYS = ['feature_group', 'description', 'owner', 'tags', 'parameters'];

/** The reader has lifted what is ours out of `meta.plumbline`; it does not stand in two places. */
function withoutOwn(meta: ExpectationSuite['meta'], keys: readonly string[]): ExpectationSuite['meta'] {
  const { plumbline, ...others } = meta ?? {};
  if (typeof plumbline !== 'object' || plumbline === null) return meta;
  const rest = Object.fromEntries(Object.entries(plumbline).filter(([key]) => !keys.includes(key)));
  return isEmpty(rest) ? others : { ...others, plumbline: rest };
}

/** Great Expectations Cloud called it otherwise in 0.x. */
function idOf({ id }: { readonly id?: unknown }, { ge_cloud_id: old }: Raw): unknown {
  return id ?? old ?? undefined;
}

function leftOut(raw: Raw, keys: readonly string[], name: string, notes: string[]): void {
  for (const key of keys) {
    const value = raw[key];
    const saysNothing =
      value === undefined ||
      value === null ||
      (typeof value === 'object' && Object.values(value).every((each) => each === null));
    if (!saysNothing) notes.push(`${name}: ${key} is left out, as Great Expectations itself leaves it out by now`);
  }
}

const nameOf = (position: number, type: string) => `expectation ${position + 1}, ${type}`;

function isEmpty(value: object | undefined): boolean {
  return value === undefined || Object.keys(value).length === 0;
}

/** Only what has a value. */
function given<T extends object>(value: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
