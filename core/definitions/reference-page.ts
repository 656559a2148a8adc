import { EXAMPLES } from './examples.ts';
import { type FileKind, type KindDescription, kindDescription } from './kinds.ts';
import type { MapShape, Shape, SingleShape } from './shape.ts';
import { quoted, shapeInWords } from './shape-in-words.ts';
import { shapeOfKind } from './shape-of-kind.ts';

/** The reference page of a kind, in Markdown: everything that may stand in such a file. */
export function referencePage(kind: FileKind): string {
  const about = kindDescription(kind);
  const shape = shapeOfKind(kind);
  return [
    '<!-- Generated from the schema by npm run generate. -->',
    `# ${about.title}`,
    `${shape.description} It stands in ${kind === 'project' ? `\`${about.suffix}\`` : `a file \`*${about.suffix}\``}.`,
    ...mutability(about),
    `\`\`\`yaml\n${EXAMPLES[kind]}\`\`\``,
    `For other editors there is a [JSON Schema](../../schemas/${kind}.schema.json).`,
    '## Keys',
    ...sections('', shape),
    '',
  ].join('\n\n');
}

function mutability({ versioned, mutable }: KindDescription): readonly string[] {
  if (mutable !== undefined) {
    return [
      `A registered version never changes, except for ${quoted(mutable, 'and')}. Anything else is the next version.`,
    ];
  }
  return versioned ? ['Several versions may stand side by side, each in a file of its own.'] : [];
}

/** A table of the keys of a map, and then the maps inside it; `at` is the way to it, such as `query.joins[]`. */
function sections(at: string, map: MapShape): readonly string[] {
  const fields = [...map.fields].map(([key, field]) => ({ ...field, key }));
  const rows = fields.map(({ key, shape, required }) => row(`\`${key}\`${required ? ' (required)' : ''}`, shape));
  if (map.others !== undefined && fields.length > 0) rows.push(row('any other key', map.others));
  const table = ['| Key | Holds | Meaning |\n|---|---|---|', ...rows].join('\n');
  return [table, ...fields.flatMap(({ key, shape }) => innerSections(join(at, key), shape))];
}

function innerSections(at: string, shape: Shape): readonly string[] {
  switch (shape.kind) {
    case 'list':
      return innerSections(`${at}[]`, shape.items);
    case 'either':
      return shape.shapes.flatMap((each) => innerSections(at, each));
    case 'map':
      if (shape.fields.size === 0) return shape.others === undefined ? [] : innerSections(`${at}.*`, shape.others);
      return [`### \`${at}\``, ...(shape.description === undefined ? [] : [shape.description]), ...sections(at, shape)];
    default:
      return [];
  }
}

function row(key: string, shape: Shape): string {
  return `| ${key} | ${cell(holds(shape))} | ${cell(shape.description ?? '')} |`;
}

function holds(shape: Shape): string {
  if (shape.kind === 'list') return `list of ${manyOf(shape.items)}`;
  if (shape.kind === 'either') return shape.shapes.map(holds).join(', or ');
  return holdsOne(shape);
}

function holdsOne(shape: SingleShape): string {
  if (shape.kind === 'map') return shape.others === undefined ? 'map' : 'map with keys of your own';
  if (shape.kind !== 'text') return shapeInWords(shape).replace(/^an? /, '');
  switch (shape.meaning?.is) {
    case 'asset':
      return `reference to a ${shape.meaning.kind.replace('-', ' ')}`;
    case 'column':
      return 'name of a column';
    case 'expression':
      return 'expression';
    case 'python-function':
      return 'Python function';
    default:
      return shape.examples.length > 0
        ? `text such as ${quoted(shape.examples.slice(0, 2), 'or')}`
        : shapeInWords(shape);
  }
}

function manyOf(shape: Shape): string {
  if (shape.kind === 'map') return 'maps';
  if (shape.kind === 'list') return 'lists';
  if (shape.kind === 'text' && shape.meaning?.is === 'column') return 'column names';
  if (shape.kind === 'text' && shape.meaning?.is === 'asset')
    return `references to ${shape.meaning.kind.replace('-', ' ')}s`;
  return shape.kind === 'text' && shape.options === undefined ? 'texts' : holds(shape);
}

function join(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
