import fc from 'fast-check';
import type { TextEdit } from '../../core/documents/document.ts';

/** How many runs a property gets: a few hundred, or many with `PLUMBLINE_LONG=1`. */
export function runs(short: number): fc.Parameters<unknown> {
  return { numRuns: process.env.PLUMBLINE_LONG === '1' ? short * 50 : short };
}

const INDENTS = ['', '', '', '', '  ', '  ', '    ', '      ', ' ', '   ', '\t'];

/** Lines with everything that makes cutting YAML hard: openings without an end, things in column 0, anchors, markers. */
const LINES = [
  ...[
    'name: x',
    'version: 1',
    'a:',
    'b:',
    'k: # c',
    'u: v # c',
    '"q": 1',
    "'s': 2",
    'key : v',
    'k:v',
    '1: x',
    'null:',
    'é👍: 1',
  ],
  ...[
    'expectations:',
    'features:',
    'kwargs: { column: c }',
    'kwargs: {',
    'column: c',
    'c: [1, 2]',
    'd: { a: 1, b: x }',
  ],
  ...[
    '- a',
    '- b: 1',
    '- type: t',
    '-',
    '- - x',
    '- { a: 1 }',
    '- [x,',
    '- |',
    '- "x',
    '- # c',
    '-\tx',
    '- ? x',
    '-x: 1',
  ],
  ...[
    'e: |',
    'f: >-',
    'e: |+',
    'e: |2',
    'g: "q',
    "h: 's",
    'q"',
    "s'",
    '"q',
    'i: "ok"',
    'z: "a\\q"',
    'x # c',
    'text',
    'foo bar',
  ],
  ...[
    '# comment',
    '  # c',
    '',
    '  ',
    '\t',
    '}',
    ']',
    '},',
    '{',
    '[',
    '{ a: 1 }',
    '{ a: 1 }: b',
    'w: a: b',
    '|',
    '>',
    '@bad',
    '`x`',
  ],
  ...[
    'k: &x',
    'k: &x 1',
    'm: &y { n: 1 }',
    'l: *x',
    '*x : 1',
    '&a k: v',
    '&a',
    '- &x y',
    '- *x',
    '<<: *y',
    '<<: { z: 1 }',
    '<<: 1',
  ],
  ...[
    '? k',
    '? [k]',
    ': v',
    '!!str x',
    'n: !!int 3',
    'n: !t 3',
    '!t',
    '---',
    '--- # c',
    '--- x',
    '...',
    '%YAML 1.2',
    '%x: 1',
    'x:\r',
    '\r',
  ],
];

const anyLine = fc
  .tuple(
    fc.constantFrom(...INDENTS),
    fc.constantFrom(...LINES),
    fc.constantFrom('\n', '\n', '\n', '\n', '\n', '\n', '\n', '\r\n'),
  )
  .map((parts) => parts.join(''));

/** Lines of nonsense, most of them broken somewhere. */
const nonsense = fc
  .tuple(
    fc.constantFrom('', '', '', '', '---\n', '# c\n---\n', '\uFEFF'),
    fc.array(anyLine, { maxLength: 10 }),
    fc.boolean(),
  )
  .map(([prelude, lines, cut]) => (prelude + lines.join('')).slice(0, cut ? -1 : undefined));

const ITEMS = [
  '  - type: a\n    kwargs: { column: c, min_value: 0 }\n',
  '  - type: b\n    kwargs:\n      column: c\n      value_set: [a, b]\n',
  '  - type: c\n    meta:\n      tags:\n        - x\n        - y\n',
  '  - { type: d, kwargs: { column: c } }\n',
  '  - type: e\n    notes: |\n      text\n      # no comment\n\n',
  '  # about this one\n  - type: f # behind\n',
  '\n  - type: g\n    meta: "on two\n      lines"\n',
  '# in column 0\n  - type: h\n',
];

/** A suite as people write it, with a list of items in chunks of their own. */
const suite = fc
  .tuple(
    fc.array(fc.constantFrom(...ITEMS), { maxLength: 6 }),
    fc.constantFrom('', 'owner: me\n', 'tags:\n- a\n- b\nowner: me\n'),
  )
  .map(([items, end]) => `name: flights\nfeature_group: flights@1\nexpectations:\n${items.join('')}${end}`);

export const anyText: fc.Arbitrary<string> = fc.oneof(
  nonsense,
  suite,
  suite.map((text) => text.replaceAll('\n', '\r\n')),
);

/** An edit by what it does; {@link placed} finds its place in a text. */
export interface Intent {
  readonly at: number;
  readonly does:
    | 'type'
    | 'delete'
    | 'unindent'
    | 'indent'
    | 'remove line'
    | 'insert line'
    | 'double line'
    | 'paste'
    | 'replace';
  readonly text: string;
  readonly size: number;
}

const typed = [
  'x',
  '"',
  "'",
  ':',
  ': ',
  ' ',
  '\n',
  '\r\n',
  '{',
  '}',
  '[',
  ']',
  '#',
  ' #',
  '-',
  '- ',
  '&x ',
  '*x',
  '\t',
  '|',
  ',',
  '%',
  '---\n',
];

export const anyIntent: fc.Arbitrary<Intent> = fc.oneof(
  intent('type', fc.constantFrom(...typed)),
  intent('delete', fc.constant('')),
  intent('unindent', fc.constant('')),
  intent('indent', fc.constantFrom(' ', '  ', '    ', '\t')),
  intent('remove line', fc.constant('')),
  intent('insert line', anyLine),
  intent('double line', fc.constant('')),
  intent('paste', suite),
  intent('replace', fc.constantFrom('', '\n', 'x')),
);

function intent(does: Intent['does'], text: fc.Arbitrary<string>): fc.Arbitrary<Intent> {
  return fc.record({
    does: fc.constant(does),
    text,
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    size: fc.integer({ min: 1, max: 6 }),
  });
}

export function placed({ at: share, does, text: added, size }: Intent, text: string): TextEdit {
  const at = Math.floor(share * text.length);
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const below = text.indexOf('\n', at) + 1 || text.length;
  const indent = /^ */.exec(text.slice(line))?.[0].length ?? 0;
  switch (does) {
    case 'type':
      return { start: at, end: at, text: added };
    case 'delete':
      return { start: at, end: Math.min(text.length, at + size), text: '' };
    case 'unindent':
      return { start: line, end: line + Math.min(size, indent), text: '' };
    case 'remove line':
      return { start: line, end: below, text: '' };
    case 'double line':
      return { start: line, end: line, text: text.slice(line, below) };
    case 'replace':
      return { start: at, end: Math.min(text.length, at + size * 12), text: added };
    default:
      return { start: line, end: line, text: added };
  }
}

export function applied(text: string, { start, end, text: added }: TextEdit): string {
  return text.slice(0, start) + added + text.slice(end);
}
