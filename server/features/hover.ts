import { describeArgument } from '../../core/catalogue/argument-in-words.ts';
import { DRIFT_TEST_CHOICES, driftTest } from '../../core/catalogue/drift-tests.ts';
import { expectationType } from '../../core/catalogue/expectation-types.ts';
import { metric, operationalMetric } from '../../core/catalogue/metrics.ts';
import { transformationFunction } from '../../core/catalogue/transformation-functions.ts';
import { kindDescription } from '../../core/definitions/kinds.ts';
import { shapeOfDocument } from '../../core/definitions/shape-of-kind.ts';
import { argumentAt, descriptionAt } from '../../core/definitions/what-may-stand.ts';
import { keyOf } from '../../core/documents/keys.ts';
import type { Path, Span } from '../../core/documents/node.ts';
import { pathAt } from '../../core/documents/path-at.ts';
import type { DefinitionFile, Mention } from '../../core/project/definition-file.ts';
import type { Column, Project } from '../../core/project/project.ts';
import { plural } from '../../core/reports/numbers-in-words.ts';
import { codeBlock, inlineCode, plainText } from '../../core/views/markdown.ts';
import { aboutExpectation } from './about-expectation.ts';
import { mentionAt, type Place } from './place.ts';
import { signatureOf } from './python-signature.ts';
import { type Target, targetOf } from './targets.ts';

/** Markdown about what stands at a place, and the text that it is about. */
export interface Hover extends Span {
  readonly markdown: string;
}

/** A mention tells what it names; a key tells what it is for. */
export function hover(place: Place): Hover | undefined {
  const mention = mentionAt(place);
  const said = mention && aboutMention(place, mention);
  if (mention !== undefined && said !== undefined) return { markdown: said, start: mention.start, end: mention.end };
  const { where, path, entry } = pathAt(place.document, place.offset);
  if (where !== 'key' || entry === undefined || place.offset > entry.key.end) return undefined;
  const markdown = aboutKey(place, [...path, keyOf(entry)]);
  return markdown === undefined ? undefined : { markdown, start: entry.key.start, end: entry.key.end };
}

function aboutMention({ project, file }: Place, mention: Mention): string | undefined {
  const { meaning, text } = mention;
  if (meaning.is === 'expectation-type') {
    const type = expectationType(text);
    return type && aboutExpectation(type);
  }
  const known = catalogued(meaning.is, text);
  if (known !== undefined) return paragraphs(`**${text}**`, known.description);
  const target = targetOf(project, file, mention);
  return target && aboutTarget(project, target);
}

function catalogued(meaning: string, name: string): { readonly description: string } | undefined {
  switch (meaning) {
    case 'metric':
      return metric(name) ?? operationalMetric(name);
    case 'drift-test':
      return driftTest(name) ?? DRIFT_TEST_CHOICES.find((choice) => choice.name === name);
    case 'transformation':
      return transformationFunction(name);
    default:
      return undefined;
  }
}

function aboutTarget(project: Project, target: Target): string | undefined {
  switch (target.kind) {
    case 'asset':
      return aboutAsset(project, target.file);
    case 'column':
      return aboutColumn(target.file, target.column);
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
    file.kind === 'feature-group' ? plural(file.definition.features?.length ?? 0, 'feature') : undefined,
    owner === undefined ? undefined : `owned by ${plainText(owner)}`,
    usedBy(project.dependants(file.path).length),
  ];
  return paragraphs(
    `**${title}** ${inlineCode(`${file.key?.name ?? ''}${version}`)}`,
    plainText(description ?? ''),
    facts.filter((fact) => fact !== undefined).join(' · '),
    `*${plainText(file.path)}*`,
  );
}

function aboutColumn(home: DefinitionFile, { name, type, description, group, feature, label }: Column): string {
  const features = home.kind === 'feature-group' ? (home.definition.features ?? []) : [];
  const definition = features.find((each) => each?.name === feature);
  const origin = group === undefined ? undefined : `${label ? 'Label' : 'Feature'} of ${inlineCode(group)}`;
  return paragraphs(
    inlineCode(`${name}${type === undefined ? '' : `: ${type}`}`),
    plainText(description ?? ''),
    definition?.unit === undefined ? undefined : `Unit: ${plainText(definition.unit)}`,
    definition?.function === undefined ? undefined : `Computed by ${inlineCode(definition.function)}`,
    origin === undefined || name === feature ? origin : `${origin}, there ${inlineCode(feature)}`,
  );
}

function aboutFunction(project: Project, reference: string): string | undefined {
  const found = project.pythonFunction(reference);
  if (found === undefined) return undefined;
  const tests = project.testsOf(reference).map(({ fn }) => inlineCode(fn.name));
  return paragraphs(
    codeBlock('python', signatureOf(found.fn)),
    plainText(found.fn.docstring ?? ''),
    tests.length === 0 ? undefined : `Tested by ${tests.join(', ')}`,
    `*${plainText(found.source.path)}*`,
  );
}

function aboutKey({ file, document }: Place, path: Path): string | undefined {
  const root = shapeOfDocument(file.kind, document);
  const argument = argumentAt(root, path, file.definition);
  const said = argument && 'kind' in argument ? describeArgument(argument) : descriptionAt(root, path, file.definition);
  return said === undefined ? undefined : paragraphs(`**${path.at(-1)}**`, said);
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

const usedBy = (files: number) => (files === 0 ? 'not used yet' : `used by ${plural(files, 'file')}`);
