import { expectationType } from '../catalogue/expectation-types.ts';
import type { MapNode, Node } from '../documents/node.ts';
import { valueOfNode } from '../documents/value-of-node.ts';
import type { Notation } from '../expressions/notation.ts';
import type { Meaning } from './meaning.ts';
import { notationOf, readCondition } from './read-condition.ts';
import { lettersOf, mention, type Reading } from './reading.ts';

const COLUMN: Meaning = { is: 'column', scope: 'suite' };
const ROW_CONDITION = { is: 'row-condition', scope: 'suite' } as const;

/**
 * The keyword arguments of an expectation as they are, with the columns that they mention. Whether they fit the
 * expectation is a question for rules; here only columns are found, by what the catalogue says of the type, or by the
 * argument's usual name where it does not know the type.
 */
export function readArguments(map: MapNode, type: string | undefined, reading: Reading): unknown {
  const known = type === undefined ? undefined : expectationType(type);
  for (const entry of map.entries) {
    const name = String(entry.key.value);
    if (entry.value === null) continue;
    reading.path.push(name);
    if (name === 'row_condition') readRowCondition(entry.value, notationOf(parserOf(map)), reading);
    else if (namesColumns(name, known?.args[name]?.kind)) mentionColumns(entry.value, reading);
    reading.path.pop();
  }
  return valueOfNode(map);
}

const USUAL_NAMES = new Set(['column', 'column_A', 'column_B', 'column_list', 'column_set']);

function namesColumns(name: string, kind: string | undefined): boolean {
  return kind === undefined ? USUAL_NAMES.has(name) : kind === 'column' || kind === 'columns';
}

/** One column, or a list of them. */
function mentionColumns(node: Node, reading: Reading): void {
  if (node.kind === 'list') {
    eachItem(node.items, reading, mentionColumns);
  } else if (node.kind === 'scalar' && typeof node.value === 'string' && node.value !== '') {
    mention(reading, COLUMN, node.value, lettersOf(node, node.value));
  }
}

function parserOf(map: MapNode): unknown {
  const value = map.entries.find((entry) => entry.key.value === 'condition_parser')?.value;
  return value?.kind === 'scalar' ? value.value : undefined;
}

/** A text in the expression language, or the structure that Great Expectations 1.x makes of one. */
function readRowCondition(node: Node, notation: Notation, reading: Reading): void {
  if (node.kind === 'scalar') {
    if (typeof node.value === 'string') readCondition(node, node.value, ROW_CONDITION, reading, notation);
  } else if (node.kind === 'map') {
    readConditionParts(node, reading);
  }
}

function readConditionParts(node: Node, reading: Reading): void {
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    if (value === null) continue;
    reading.path.push(String(key.value));
    if (key.value === 'conditions' && value.kind === 'list') eachItem(value.items, reading, readConditionParts);
    else if (key.value === 'column') mentionNamed(value, reading);
    reading.path.pop();
  }
}

/** `{ name: x }`, or the name alone. */
function mentionNamed(node: Node, reading: Reading): void {
  if (node.kind !== 'map') {
    mentionColumns(node, reading);
    return;
  }
  const name = node.entries.find((entry) => entry.key.value === 'name')?.value;
  if (!name) return;
  reading.path.push('name');
  mentionColumns(name, reading);
  reading.path.pop();
}

function eachItem(
  items: readonly (Node | null)[],
  reading: Reading,
  read: (node: Node, reading: Reading) => void,
): void {
  items.forEach((item, index) => {
    if (item === null) return;
    reading.path.push(index);
    read(item, reading);
    reading.path.pop();
  });
}
