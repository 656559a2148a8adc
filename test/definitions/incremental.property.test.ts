import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EXAMPLES } from '../../core/definitions/examples.ts';
import { type FileKind, KINDS } from '../../core/definitions/kinds.ts';
import type { Mention } from '../../core/definitions/mention.ts';
import {
  type DefinitionReading,
  type KeptReading,
  readDocument,
  readDocumentOnce,
} from '../../core/definitions/read-document.ts';
import { shapeOfDocument } from '../../core/definitions/shape-of-kind.ts';
import { editDocument } from '../../core/documents/edit-document.ts';
import { openDocument } from '../../core/documents/open-document.ts';
import { anyIntent, applied, placed, runs } from '../documents/arbitrary-yaml.ts';

const anyKind: fc.Arbitrary<FileKind> = fc.constantFrom(...KINDS.map(({ kind }) => kind));

test('after any edits, a definition reads as it does from the start', () => {
  const property = fc.property(anyKind, fc.array(anyIntent, { minLength: 1, maxLength: 5 }), (kind, intents) => {
    let text = EXAMPLES[kind];
    let document = openDocument(text, 'yaml');
    let reading: KeptReading | undefined;
    for (const intent of intents) {
      const edit = placed(intent, text);
      text = applied(text, edit);
      document = editDocument(document, [edit]);
      const shape = shapeOfDocument(kind, document);
      const before = reading?.mentions;
      reading = readDocument(document, shape, () => {}, reading);
      const whole = readDocumentOnce(openDocument(text, 'yaml'), shape);
      assert.deepEqual(said(reading), said(whole));
      if (reading.namesTheSame) assert.deepEqual(reading.mentions.map(named), before?.map(named));
    }
  });
  fc.assert(property, runs(300));
});

const named = ({ meaning, text }: Mention) => `${meaning.is} ${text}`;

/** Everything that a reading says, and that the ways to ask for it agree. */
function said({ value, mentions, problems, mentionsOf, namesOf, hasIgnoreWord }: DefinitionReading) {
  const long = (text: string) => text.length > 3;
  for (const is of new Set(mentions.map(({ meaning }) => meaning.is))) {
    const all = mentions.filter(({ meaning }) => meaning.is === is);
    assert.deepEqual(mentionsOf(is), all);
    assert.deepEqual(
      mentionsOf(is, long),
      all.filter(({ text }) => long(text)),
    );
    assert.deepEqual(new Set(namesOf(is)), new Set(all.map(({ text }) => text)));
  }
  return { value, mentions, problems, hasIgnoreWord };
}

test('a letter in one expectation reads one chunk, and moves the others', () => {
  const items = Array.from(
    { length: 100 },
    (_, number) => `  - type: expect_column_to_exist\n    kwargs: { column: c${number} }\n`,
  );
  const text = `name: s\nexpectations:\n${items.join('')}`;
  const shape = shapeOfDocument('expectation-suite', openDocument(text, 'yaml'));
  let read = 0;
  const onRead = () => {
    read += 1;
  };
  const document = openDocument(text, 'yaml');
  readDocument(document, shape, onRead);
  assert.equal(read, document.chunks.length);

  read = 0;
  const at = text.indexOf('c40 }');
  const edited = readDocument(editDocument(document, [{ start: at, end: at, text: 'x' }]), shape, onRead);
  assert.equal(read, 1);
  const columns = edited.mentions.filter(({ meaning }) => meaning.is === 'column');
  assert.deepEqual(
    columns.slice(39, 42).map((column) => [column.text, column.start - text.indexOf('c39 }'), column.path[1]]),
    [
      ['c39', 0, 39],
      ['xc40', at - text.indexOf('c39 }'), 40],
      ['c41', text.indexOf('c41 }') + 1 - text.indexOf('c39 }'), 41],
    ],
  );
});
