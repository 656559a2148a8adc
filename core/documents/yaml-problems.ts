import type { ErrorCode, YAMLParseError } from 'yaml';
import { isOpen } from './cursor.ts';
import { firstOfEachLine } from './first-of-each-line.ts';
import type { Node, Span, SyntaxProblem } from './node.ts';

/**
 * The parser's errors in words for people; `node` is what it read nevertheless. One mistake often gives several errors:
 * the first of each line says it.
 */
export function yamlProblems(
  text: string,
  errors: readonly YAMLParseError[],
  node: Node | null,
): readonly SyntaxProblem[] {
  return firstOfEachLine(
    text,
    errors.map((error) => inWords(text, error, node)),
  );
}

function inWords(text: string, { code, message, pos }: YAMLParseError, node: Node | null): SyntaxProblem {
  const { start, end } = (IS_OPEN.test(message) && openingOf(text, node, pos[0])) || spanOf(text, code, pos);
  const found = clip(text.slice(start, end).split('\n')[0]?.trim() ?? '');
  const words = WORDS.find((entry) => entry.code === code && entry.says.test(message));
  return { start, end, code: kebab(code), message: words?.instead(found, message) ?? `${clip(message)}.` };
}

/** Where the parser points at white space, the word behind it is meant. */
function spanOf(text: string, code: ErrorCode, [from, to]: readonly [number, number]): Span {
  const start = Math.min(from, text.length);
  const end = Math.max(start, Math.min(to, text.length));
  if (code === 'TAB_AS_INDENT' || text.slice(start, end).trim() !== '') return { start, end };
  const word = /\s*([^\s:]+)/y;
  word.lastIndex = start;
  const length = word.exec(text)?.[1]?.length;
  return length === undefined ? { start, end } : { start: word.lastIndex - length, end: word.lastIndex };
}

/** The parser misses a closing sign where a text or collection ends; a person looks for the opening one. */
function openingOf(text: string, node: Node | null, end: number): Span | null {
  if (node === null) return null;
  const children =
    node.kind === 'map'
      ? node.entries.flatMap(({ key, value }) => [key, value])
      : node.kind === 'list'
        ? node.items
        : [];
  for (const child of children) {
    const opening = openingOf(text, child, end);
    if (opening !== null) return opening;
  }
  const isOpening = node.end === end && (node.kind === 'scalar' ? node.quoted : isOpen(text, node));
  return isOpening ? { start: node.start, end: node.start + 1 } : null;
}

/** A message must not be as long as the text that it is about. */
function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function kebab(code: ErrorCode): string {
  return code.toLowerCase().replaceAll('_', '-');
}

/** Errors of something that is never closed. */
export const IS_OPEN = /^Missing closing|must (?:be sufficiently indented and )?end with/;

interface Words {
  readonly code: ErrorCode;
  readonly says: RegExp;
  readonly instead: (found: string, message: string) => string;
}

function words(code: ErrorCode, says: RegExp, instead: Words['instead'] | string): Words {
  return { code, says, instead: typeof instead === 'string' ? () => instead : instead };
}

/** What is quoted in a message of the parser, such as the bracket that it misses. */
function sign(message: string): string {
  return message.match(/[{}[\]]$/)?.[0] ?? '}';
}

const WORDS: readonly Words[] = [
  words('MISSING_CHAR', /closing "/, 'This text in quotes never ends: a closing `"` is missing.'),
  words('MISSING_CHAR', /closing '/, "This text in quotes never ends: a closing `'` is missing."),
  words(
    'MISSING_CHAR',
    /must end with/,
    (_, message) => `This bracket is never closed: \`${sign(message)}\` is missing.`,
  ),
  words(
    'MISSING_CHAR',
    /^Implicit map keys/,
    (found) => `\`${found}\` is no entry yet: a colon and a value are missing.`,
  ),
  words('MISSING_CHAR', /^Missing , or :/, 'A comma between entries, or a colon after the key, is missing here.'),
  words('MISSING_CHAR', /^Missing , /, 'A comma is missing between this and what stands before it.'),
  words('MISSING_CHAR', /space after :/, 'A space is missing after the colon.'),
  words('MISSING_CHAR', /^Comments/, 'A comment needs a space before its `#`.'),
  words(
    'MISSING_CHAR',
    /without - indicator/,
    'This stands in a list: begin the line with `- `, or correct the indentation.',
  ),
  words('MISSING_CHAR', /^Tags and anchors/, 'A space is missing after the anchor or tag.'),
  words('MISSING_CHAR', /sequence props/, 'A list begins on a line of its own, below the anchor or tag.'),
  words('MISSING_CHAR', /cannot start on same line/, 'Content begins on a line of its own, below `---`.'),
  words(
    'MISSING_CHAR',
    /directives-end/,
    'After a line that begins with `%`, a line `---` must come before the content.',
  ),
  words(
    'MISSING_CHAR',
    /leading empty lines/,
    'The empty lines at the top of this block text are indented deeper than its first line.',
  ),
  words(
    'BAD_INDENT',
    /end with a/,
    (_, message) => `This bracket is never closed: \`${sign(message)}\` is missing, or is indented too little.`,
  ),
  words('BAD_INDENT', /^All mapping/, 'The indentation is off: the keys of one map begin in the same column.'),
  words('BAD_INDENT', /^All sequence/, 'The indentation is off: the dashes of one list stand in the same column.'),
  words('BAD_INDENT', /^Block scalar values/, 'The lines of a block text must be indented deeper than its key.'),
  words('BAD_INDENT', /less indented/, 'This line of a block text is indented less than its first line.'),
  words('TAB_AS_INDENT', /./, 'YAML is indented with spaces; there is a tab here.'),
  words('DUPLICATE_KEY', /./, 'This key is there twice; each key may stand once in a map.'),
  words(
    'BLOCK_AS_IMPLICIT_KEY',
    /^Nested/,
    'There is a second colon in this value: put the text in quotes, or the inner key on a line of its own.',
  ),
  words('BLOCK_AS_IMPLICIT_KEY', /sequence/, 'This list item belongs to no list: correct its indentation.'),
  words(
    'MULTILINE_IMPLICIT_KEY',
    /./,
    'A key must stand on one line: is a colon missing here, or is the next line indented wrongly?',
  ),
  words('KEY_OVER_1024_CHARS', /./, 'A key may be at most 1,024 characters long: is a quote or a line break missing?'),
  words(
    'BLOCK_IN_FLOW',
    /./,
    'Inside `{ }` and `[ ]`, entries and items are separated by commas, not by lines and dashes.',
  ),
  words('BAD_SCALAR_START', /./, (found) => `A text cannot begin with \`${found[0] ?? ''}\`: put it in quotes.`),
  words(
    'BAD_DQ_ESCAPE',
    /./,
    (_, message) =>
      `\`${message.split(' ').at(-1)}\` means nothing between double quotes: write \`\\\\\` for a backslash, or use single quotes.`,
  ),
  words('BAD_ALIAS', /^Anchor/, 'A name is missing after `&`.'),
  words('BAD_ALIAS', /^Alias/, 'A name is missing after `*`; a text that begins with `*` needs quotes.'),
  words('ALIAS_PROPS', /./, 'An alias (`*name`) cannot have an anchor or a tag of its own.'),
  words('BAD_PROP_ORDER', /./, (found) => `An anchor or a tag stands after \`${found}\`, not before it.`),
  words('MULTIPLE_ANCHORS', /./, 'One value can have only one anchor (`&name`).'),
  words('MULTIPLE_TAGS', /./, 'One value can have only one tag (`!name`).'),
  words('MULTIPLE_DOCS', /./, 'A second document begins here: a file holds one definition.'),
  words('RESOURCE_EXHAUSTION', /./, 'This is nested too deeply to be read.'),
  words(
    'UNEXPECTED_TOKEN',
    /at node end$/,
    (found) => `\`${found}\` does not belong here: check the indentation, and the line before.`,
  ),
  words('UNEXPECTED_TOKEN', /Unexpected empty item/, 'There is nothing between these commas.'),
  words('UNEXPECTED_TOKEN', /^Unexpected , in/, 'There is nothing before this comma.'),
  words('UNEXPECTED_TOKEN', /on same line with key/, 'A list begins on a line of its own, below its key.'),
  words('UNEXPECTED_TOKEN', /doc-end/, 'There is no document that this `...` could end.'),
  words('UNEXPECTED_TOKEN', /^Block scalar header/, 'After `|` or `>` only `+`, `-` and one digit may follow.'),
  words('UNEXPECTED_TOKEN', /./, (found) => `\`${found}\` is not expected here.`),
];
