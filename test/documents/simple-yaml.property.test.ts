import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { EXAMPLES } from '../../core/definitions/examples.ts';
import { parseAnyYaml } from '../../core/documents/parse-yaml.ts';
import { readSimpleYaml } from '../../core/documents/simple-yaml.ts';
import { anyIntent, anyText, applied, placed, runs } from './arbitrary-yaml.ts';

/** What is read simply is what the parser reads, without a problem. */
function agrees(text: string): boolean {
  const simple = readSimpleYaml(text);
  if (simple === undefined) return false;
  const { node, column, problems, links } = parseAnyYaml(text, new Map());
  assert.deepEqual({ ...simple, problems: [], links: null }, { node, column, problems, links }, JSON.stringify(text));
  return true;
}

const ROOT = join(import.meta.dirname, '../..');
const REAL = globSync('examples/flights/{*,*/*}.yaml', { cwd: ROOT }).map((path) =>
  readFileSync(join(ROOT, path), 'utf8'),
);
const TEXTS = [...Object.values(EXAMPLES), ...REAL];

/** Signs that mean something somewhere, in any order. */
const anySigns = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'b c',
        'key:',
        'k: ',
        '- ',
        '-',
        '  ',
        '    ',
        '\n',
        '\n',
        '\n  ',
        '\n- ',
        '\r\n',
        '#',
        ' # c',
        ': ',
        ':',
      ],
      ...[
        '{',
        '}',
        '[',
        ']',
        ', ',
        ',',
        '"',
        '"x"',
        "'",
        "'y'",
        "''",
        '1',
        '-1',
        '.5',
        '1.',
        '1e3',
        '0x1',
        '~',
        'null',
        'true',
      ],
      ...[
        '.inf',
        '-x',
        '--- ',
        '...',
        '*a',
        '&a ',
        '!t ',
        '|',
        '>',
        '%',
        '@',
        '`',
        '?',
        '\t',
        '\\',
        'é',
        '😀',
        '\uFEFF',
        '<<: ',
      ],
    ),
    { maxLength: 14 },
  )
  .map((signs) => signs.join(''));

describe('YAML is read simply', () => {
  it('in nearly every definition, and then as the parser reads it', () => {
    assert.ok(REAL.length > 5);
    const simply = TEXTS.filter(agrees);
    assert.ok(simply.length >= TEXTS.length * 0.75, `${simply.length} of ${TEXTS.length}`);
  });

  it('or not at all, in definitions that are being typed', () => {
    const edits = fc.array(anyIntent, { minLength: 1, maxLength: 3 });
    const property = fc.property(fc.constantFrom(...TEXTS), edits, (start, intents) => {
      agrees(intents.reduce((text, intent) => applied(text, placed(intent, text)), start));
    });
    fc.assert(property, runs(500));
  });

  it('or not at all, in lines of nonsense', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        agrees(text);
      }),
      runs(1000),
    );
  });

  it('or not at all, in signs of all sorts', () => {
    fc.assert(
      fc.property(anySigns, fc.constantFrom('', 'k: ', 'k: {a: ', 'k: [', '- ', 'k:\n  '), (signs, before) => {
        agrees(before + signs);
      }),
      runs(3000),
    );
  });
});
