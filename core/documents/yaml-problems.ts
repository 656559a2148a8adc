import type { ErrorCode, YAMLParseError } from 'yaml';
import { nextLine } from './lines.ts';
import type { SyntaxProblem } from './node.ts';

/** The parser's errors in words for people. One mistake often gives several errors; the first of each line says it. */
export function yamlProblems(text: string, errors: readonly YAMLParseError[]): readonly SyntaxProblem[] {
  return firstOfEachLine(
    text,
    errors.map((error) => inWords(text, error)),
  );
}

/** Problems in the order of the text, one for each line that has any. */
export function firstOfEachLine(text: string, problems: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  if (problems.length < 2) return problems;
  let lineEnd = -1;
  return problems
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start }) => {
      if (start < lineEnd) return false;
      lineEnd = nextLine(text, start);
      return true;
    });
}

function inWords(text: string, { code, message, pos }: YAMLParseError): SyntaxProblem {
  const start = Math.min(pos[0], text.length);
  const end = Math.max(start, Math.min(pos[1], text.length));
  const found = text.slice(start, end).split('\n')[0]?.trim() ?? '';
  const words = WORDS.find((entry) => entry.code === code && entry.says.test(message));
  return { start, end, code: kebab(code), message: words?.instead(found, message) ?? `${message}.` };
}

function kebab(code: ErrorCode): string {
  return code.toLowerCase().replaceAll('_', '-');
}

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
    (found) => `\`${found}\` stands where a key is expected: write \`key: value\`.`,
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
    'Indented entries and `- ` items cannot stand inside `{ }` or `[ ]`: separate them with commas.',
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
