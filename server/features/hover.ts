import { describeArgument } from '../../core/catalogue/argument-in-words.ts';
import { driftTest } from '../../core/catalogue/drift-tests.ts';
import { expectationType } from '../../core/catalogue/expectation-types.ts';
import { metric, operationalMetric } from '../../core/catalogue/metrics.ts';
import { transformationFunction } from '../../core/catalogue/transformation-functions.ts';
import { kindDescription } from '../../core/definitions/kinds.ts';
import { shapeOf } from '../../core/definitions/shape.ts';
import { shapesAt } from '../../core/definitions/shape-at.ts';
import type { Path, Span } from '../../core/documents/node.ts';
import type { DefinitionFile, Mention } from '../../core/project/definition-file.ts';
import type { Column, Project } from '../../core/project/project.ts';
import { mentionAt, type Place } from './place.ts';
import { type Target, targetOf } from './targets.ts';

/** Markdown about what stands at a place, and the text that it is about. */
export interface Hover extends Span {
  readonly markdown: string;
}

/** A mention tells what it names; a key tells what it is for. */
export function hover(place: Place, key: { readonly path: Path; readonly span: Span } | undefined): Hover | undefined {
  const mention = mentionAt(place);
  if (mention !== undefined) {
    const markdown = aboutMention(place, mention);
    if (markdown !== undefined) return { markdown, start: mention.start, end: mention.end };
  }
  if (key === undefined) return undefined;
  const markdown = aboutKey(place.file, key.path);
  return markdown === undefined ? undefined : { markdown, ...key.span };
}

function aboutMention({ project, file }: Place, mention: Mention): string | undefined {
  const { meaning, text } = mention;
  switch (meaning.is) {
    case 'expectation-type':
      return aboutExpectation(text);
    case 'metric':
      return titled(text, (metric(text) ?? operationalMetric(text))?.description);
    case 'drift-test':
      return titled(text, driftTest(text)?.description);
    case 'transformation': {
      const built = transformationFunction(text);
      if (built !== undefined) return titled(text, built.description);
    }
  }
  const target = targetOf(project, file, mention);
  return target === undefined ? undefined : aboutTarget(project, target);
}

function aboutTarget(project: Project, target: Target): string | undefined {
  switch (target.kind) {
    case 'asset':
      return aboutAsset(project, target.file);
    case 'column':
      return aboutColumn(project, target.column);
    case 'function':
      return aboutFunction(project, target.reference);
    case 'file':
      return undefined;
  }
}

function aboutAsset(project: Project, file: DefinitionFile): string {
  const { title, versioned } = kindDescription(file.kind);
  const version = versioned && file.key?.version !== undefined ? `@${file.key.version}` : '';
  const { description, owner } = file.definition;
  const facts = [
    file.kind === 'feature-group' ? features(file.definition.features?.length ?? 0) : undefined,
    owner === undefined ? undefined : `owned by ${owner}`,
    used(project.dependants(file.path).length),
  ];
  return paragraphs(
    `**${title}** \`${file.key?.name ?? ''}${version}\``,
    description,
    facts.filter((fact) => fact !== undefined).join(' · '),
    `*${file.path}*`,
  );
}

function aboutColumn(project: Project, { name, type, description, group, feature, label }: Column): string {
  const home = group === undefined ? undefined : project.resolve('feature-group', group);
  const definition = home?.definition.features?.find((each) => each?.name === feature);
  const origin = group === undefined ? undefined : `${label ? 'Label' : 'Feature'} of \`${group}\``;
  return paragraphs(
    `\`${name}${type === undefined ? '' : `: ${type}`}\``,
    description,
    definition?.unit === undefined ? undefined : `Unit: ${definition.unit}`,
    definition?.function === undefined ? undefined : `Computed by \`${definition.function}\``,
    origin === undefined || name === feature ? origin : `${origin}, there \`${feature}\``,
  );
}

function aboutFunction(project: Project, reference: string): string | undefined {
  const found = project.pythonFunction(reference);
  if (found === undefined) return undefined;
  const { name, parameters, returns, docstring } = found.fn;
  const list = parameters.map((each) =>
    each.annotation === undefined ? each.name : `${each.name}: ${each.annotation}`,
  );
  const signature = `def ${name}(${list.join(', ')})${returns === undefined ? '' : ` -> ${returns}`}`;
  const tests = project.testsOf(reference).map(({ fn }) => `\`${fn.name}\``);
  return paragraphs(
    `\`\`\`python\n${signature}\n\`\`\``,
    docstring,
    tests.length === 0 ? undefined : `Tested by ${tests.join(', ')}`,
    `*${found.source.path}*`,
  );
}

function aboutExpectation(name: string): string | undefined {
  const type = expectationType(name);
  if (type === undefined) return undefined;
  const args = Object.entries(type.args).map(
    ([argument, description]) =>
      `- \`${argument}\`${description.required ? ' (required)' : ''}: ${description.description} *${describeArgument(description)}*`,
  );
  return paragraphs(`**${name}**`, type.description, args.join('\n'), `\`\`\`yaml\nkwargs: ${type.example}\n\`\`\``);
}

function aboutKey(file: DefinitionFile, path: Path): string | undefined {
  const shapes = shapesAt(shapeOf(kindDescription(file.kind).schema), path);
  const descriptions = [...new Set(shapes.map((shape) => shape.description).filter((each) => each !== undefined))];
  const name = path.findLast((step) => typeof step === 'string');
  return descriptions.length === 0 || name === undefined
    ? aboutArgument(file, path)
    : titled(name, descriptions.join('\n\n'));
}

/** Arguments of an expectation are described by the catalogue, not by the schema. */
function aboutArgument(file: DefinitionFile, path: Path): string | undefined {
  const [list, index, kwargs, argument] = path;
  if (file.kind !== 'expectation-suite' || list !== 'expectations' || kwargs !== 'kwargs') return undefined;
  const type = typeof index === 'number' ? file.definition.expectations?.[index]?.type : undefined;
  const description = type === undefined ? undefined : expectationType(type)?.args[String(argument)];
  return description === undefined
    ? undefined
    : titled(String(argument), `${description.description}\n\n*${describeArgument(description)}*`);
}

function titled(name: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : paragraphs(`**${name}**`, text);
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

const features = (count: number) => `${count} ${count === 1 ? 'feature' : 'features'}`;
const used = (count: number) => (count === 0 ? 'not used yet' : `used by ${count} ${count === 1 ? 'file' : 'files'}`);
