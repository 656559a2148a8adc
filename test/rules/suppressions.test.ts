import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectFromFiles } from '../../core/project/load-project.ts';
import { checkProject } from '../../core/rules/check-file.ts';

const GROUP = `name: g
version: 1
primary_key: [a]
features:
  - { name: a, type: integer }
  - { name: b, type: varchar }
`;

/** What is left of the two wrong types, after an edit of the file. */
async function left(edit: (text: string) => string): Promise<readonly string[]> {
  const project = await projectFromFiles('/p', [['g.feature-group.yaml', edit(GROUP)]]);
  return checkProject({ project }).map(({ rule, start, end }) => {
    return `${rule} ${project.textOf('g.feature-group.yaml').slice(start, end)}`;
  });
}

const BOTH = ['invalid-type integer', 'invalid-type varchar'];

test('a comment in the line accepts what is found in it, and nothing else', async () => {
  assert.deepEqual(await left((text) => text), BOTH);
  assert.deepEqual(await left((text) => text.replace('integer }', 'integer } # plumbline-ignore invalid-type')), [
    'invalid-type varchar',
  ]);
});

test('a comment alone in a line accepts what is found in the next one', async () => {
  const comment = (text: string) => text.replace('  - { name: a', '  # plumbline-ignore invalid-type\n  - { name: a');
  assert.deepEqual(await left(comment), ['invalid-type varchar']);
  assert.deepEqual(await left((text) => comment(text).replaceAll('\n', '\r\n')), ['invalid-type varchar']);
});

test('a comment behind something speaks of its own line alone', async () => {
  assert.deepEqual(await left((text) => text.replace('features:', 'features: # plumbline-ignore invalid-type')), BOTH);
});

test('several rules are separated by commas or blanks, and a reason may follow a second #', async () => {
  const comment = '# plumbline-ignore unknown-column,invalid-type  schema # pandas calls it so';
  assert.deepEqual(await left((text) => text.replace('integer }', `integer } ${comment}`)), ['invalid-type varchar']);
});

test('another rule, no rule, and a word that only begins alike accept nothing', async () => {
  for (const comment of ['# plumbline-ignore schema', '# plumbline-ignore', '# plumbline-ignored invalid-type']) {
    assert.deepEqual(await left((text) => text.replace('integer }', `integer } ${comment}`)), BOTH, comment);
  }
});

test('the last line of a file without a line end is a line, too', async () => {
  const edit = (text: string) => `${text.trimEnd()} # plumbline-ignore invalid-type`;
  assert.deepEqual(await left(edit), ['invalid-type integer']);
});

test('a text that speaks of the comment is none', async () => {
  const edit = (text: string) => text.replace('integer }', 'integer, description: plumbline-ignore invalid-type }');
  assert.deepEqual(await left(edit), BOTH);
});
