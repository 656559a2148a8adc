import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isCollection, isScalar, visit, Document as YamlDocument } from 'yaml';
import { appendItem } from '../../core/documents/append-item.ts';
import type { Language } from '../../core/documents/document.ts';
import { editDocument } from '../../core/documents/edit-document.ts';
import { findNode } from '../../core/documents/find-node.ts';
import { insertEntry } from '../../core/documents/insert-entry.ts';
import type { Path } from '../../core/documents/node.ts';
import { openDocument } from '../../core/documents/open-document.ts';
import { removeAt } from '../../core/documents/remove-at.ts';
import { replaceScalar } from '../../core/documents/replace-scalar.ts';
import { rootOf } from '../../core/documents/root-of.ts';
import { textOf } from '../../core/documents/text-of.ts';
import { valueOfNode } from '../../core/documents/value-of-node.ts';
import { runs } from './arbitrary-yaml.ts';
import { problemsOf } from './yaml-oracle.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const word = fc.constantFrom(
  'a',
  'column',
  'min_value',
  'x y',
  '1',
  'true',
  'null',
  '- a',
  'a: b',
  '#',
  "it's",
  'é',
  '<<',
  '--- x',
  '... x',
  '~',
  '*',
  '',
  ' ',
);
const scalar: fc.Arbitrary<Json> = fc.oneof(
  word,
  fc.string(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.boolean(),
  fc.constant(null),
);
const key = fc.oneof(word, fc.string({ maxLength: 5 })).filter((text) => text !== '__proto__');
/** In a file, `<<` without quotes would merge; what it brings in stands elsewhere and cannot be removed here. */
const ownKey = key.filter((text) => text !== '<<');
const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(ownKey, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const anyRoot = fc.dictionary(ownKey, anyValue, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

/** A value as YAML in a mixture of styles, with comments. */
const anyStyle = fc.record({
  styles: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 12 }),
  indent: fc.constantFrom(2, 4),
  indentSeq: fc.boolean(),
  windows: fc.boolean(),
});

function yamlOf(
  value: Json,
  { styles, indent, indentSeq, windows }: typeof anyStyle extends fc.Arbitrary<infer S> ? S : never,
): string {
  const document = new YamlDocument(value);
  let count = 0;
  visit(document, (_, node) => {
    count += 1;
    const style = styles[count % styles.length];
    if (isCollection(node) && style === 1 && node !== document.contents) node.flow = true;
    if (isScalar(node) && typeof node.value === 'string' && style === 2) node.type = 'QUOTE_SINGLE';
    if (isScalar(node) && typeof node.value === 'string' && style === 3) node.type = 'QUOTE_DOUBLE';
    if (isScalar(node) && style === 4) node.commentBefore = ` note ${count}`;
    if (isScalar(node) && style === 5) node.comment = ` note ${count}`;
  });
  const text = document.toString({ indent, indentSeq, lineWidth: 0 });
  return windows ? text.replaceAll('\n', '\r\n') : text;
}

/** All paths that lead to something in a value. */
function pathsIn(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const children: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...children.flatMap(([step, child]) => pathsIn(child, [...path, step]))];
}

function childOf(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((at, step) => (at as Record<string | number, Json> | undefined)?.[step], value);
}

interface Change {
  readonly path: Path;
  readonly key: string;
  readonly value: Json;
}

type Operation = 'replace' | 'insert' | 'append' | 'remove';

/** The text after a change, and the value that it should have; null where the change does not apply. */
function changed(text: string, language: Language, before: Json, operation: Operation, { path, key, value }: Change) {
  const document = openDocument(text, language);
  const after = structuredClone(before);
  const target = childOf(after, path);
  const edits = () => {
    switch (operation) {
      case 'replace': {
        const node = findNode(rootOf(document), path);
        const parent = childOf(after, path.slice(0, -1)) as Record<string | number, Json>;
        const scalar = typeof value === 'object' ? 'text' : value;
        if (node?.kind !== 'scalar' || path.length === 0) return null;
        parent[path.at(-1) ?? ''] = scalar;
        return replaceScalar(document, node, scalar);
      }
      case 'insert':
        if (typeof target !== 'object' || target === null || Array.isArray(target) || Object.hasOwn(target, key))
          return null;
        target[key] = value;
        return insertEntry(document, path, key, value);
      case 'append':
        if (!Array.isArray(target)) return null;
        target.push(value);
        return appendItem(document, path, value);
      case 'remove': {
        const parent = childOf(after, path.slice(0, -1));
        const step = path.at(-1);
        if (step === undefined || typeof parent !== 'object' || parent === null) return null;
        if (Array.isArray(parent)) parent.splice(Number(step), 1);
        else delete parent[step];
        return removeAt(document, path);
      }
    }
  };
  const made = edits();
  return made === null ? null : { edited: editDocument(document, made), after };
}

for (const operation of ['replace', 'insert', 'append', 'remove'] as const) {
  for (const language of ['yaml', 'json'] as const) {
    test(`${operation} in ${language}: the text re-parses to the value meant, and comments stay`, () => {
      const property = fc.property(anyRoot, anyStyle, fc.nat(), key, anyValue, (root, style, which, newKey, value) => {
        const text =
          language === 'yaml' ? yamlOf(root, style) : JSON.stringify(root, null, style.windows ? 0 : style.indent);
        const original = openDocument(text, language);
        fc.pre(problemsOf(original).length === 0);
        const before = valueOfNode(rootOf(original)) as Json;
        const paths = pathsIn(before);
        const path = paths[which % paths.length] ?? [];
        const result = changed(text, language, before, operation, { path, key: newKey, value });
        if (result === null) return;
        const newText = textOf(result.edited);
        assert.deepEqual(problemsOf(result.edited), [], `${text}\n=>\n${newText}`);
        assert.deepEqual(valueOfNode(rootOf(result.edited)), result.after, `${text}\n=>\n${newText}`);
        if (operation !== 'remove') assert.deepEqual(newText.match(/# note \d+/g), text.match(/# note \d+/g));
      });
      fc.assert(property, runs(200));
    });
  }
}
