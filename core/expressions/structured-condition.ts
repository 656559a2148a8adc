import type { Entry, Node, Span } from '../documents/node.ts';
import type { ComparisonOperator, Expression, ExpressionProblem, ParsedExpression } from './expression.ts';
import { joined } from './parse-expression.ts';
import { MAX_DEPTH } from './parser.ts';

/** The most comparisons that Great Expectations allows in one condition. */
const MAX_CONDITIONS = 100;

const COMPARISONS: ReadonlyMap<unknown, ComparisonOperator> = new Map([
  ['==', '='],
  ['!=', '<>'],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

/**
 * Reads the structured row condition of Great Expectations 1.x: a comparison, a test for null, or `and` / `or` of them,
 * with `and` inside `or` but nothing inside `and` except more `and`. What Great Expectations rejects is refused.
 */
export function readStructuredCondition(node: Node): ParsedExpression {
  const problems: ExpressionProblem[] = [];
  const reader: Reader = { problems, leaves: 0 };
  const expression = readCondition(reader, node, []);
  if (reader.leaves > MAX_CONDITIONS) {
    refuse(reader, node, `has ${reader.leaves} conditions; Great Expectations allows ${MAX_CONDITIONS}`);
  }
  return { expression, problems };
}

interface Reader {
  readonly problems: ExpressionProblem[];
  leaves: number;
}

function refuse(reader: Reader, span: Span, message: string): null {
  reader.problems.push({
    start: span.start,
    end: span.end,
    code: 'unsupported',
    message: `the row condition ${message}`,
  });
  return null;
}

function readCondition(reader: Reader, node: Node | null, inside: readonly string[]): Expression | null {
  if (node === null || node.kind !== 'map') {
    return refuse(reader, node ?? { start: 0, end: 0 }, 'is neither a text nor a map with column and operator');
  }
  const type = scalarAt(node, 'type') ?? inferredType(node);
  switch (type) {
    case 'comparison':
      return readComparison(reader, node);
    case 'nullity':
      return readNullity(reader, node);
    case 'and':
    case 'or':
      return readGroup(reader, node, type, inside);
    default:
      return refuse(
        reader,
        node,
        `has the type ${JSON.stringify(type ?? null)}; there are comparison, nullity, and, or`,
      );
  }
}

function inferredType(node: Node): string | undefined {
  if (mapEntry(node, 'operator')) return 'comparison';
  return mapEntry(node, 'is_null') ? 'nullity' : undefined;
}

function readGroup(reader: Reader, node: Node, type: 'and' | 'or', inside: readonly string[]): Expression | null {
  if (type === 'or' && inside.length > 0) {
    return refuse(
      reader,
      node,
      `has an OR inside ${inside.at(-1)?.toUpperCase()}, which Great Expectations does not allow`,
    );
  }
  if (inside.length >= MAX_DEPTH) return refuse(reader, node, `is nested more than ${MAX_DEPTH} levels deep`);
  const conditions = mapEntry(node, 'conditions')?.value;
  if (conditions?.kind !== 'list') return refuse(reader, node, `needs a list of conditions to join with ${type}`);
  const operands = conditions.items.map((item) => readCondition(reader, item, [...inside, type]));
  if (operands.length === 0) return { kind: 'literal', value: type === 'and', start: node.start, end: node.end };
  return joined(
    type,
    operands.filter((operand) => operand !== null),
  );
}

function readColumn(reader: Reader, node: Node): Expression | null {
  const column = mapEntry(node, 'column')?.value;
  const name = column && mapEntry(column, 'name')?.value;
  if (name?.kind !== 'scalar' || typeof name.value !== 'string' || name.value === '') {
    return refuse(reader, column ?? node, 'needs a column: {"name": "…"}');
  }
  const span = { start: name.start, end: name.end };
  return { kind: 'column', name: name.value, form: 'quoted', nameSpan: span, ...span };
}

function readNullity(reader: Reader, node: Node): Expression | null {
  reader.leaves++;
  const operand = readColumn(reader, node);
  const isNull = scalarAt(node, 'is_null');
  if (typeof isNull !== 'boolean') return refuse(reader, node, 'needs is_null: true or false');
  return operand && { kind: 'is-null', negated: !isNull, operand, start: node.start, end: node.end };
}

function readComparison(reader: Reader, node: Node): Expression | null {
  reader.leaves++;
  const column = readColumn(reader, node);
  const operator = scalarAt(node, 'operator');
  const parameter = mapEntry(node, 'parameter')?.value ?? null;
  const span = { start: node.start, end: node.end };
  if (operator === 'IN' || operator === 'NOT_IN') {
    const items = readItems(reader, parameter ?? node);
    return column && items && { kind: 'in', negated: operator === 'NOT_IN', operand: column, items, ...span };
  }
  const comparison = COMPARISONS.get(operator);
  if (comparison === undefined) {
    const known = [...COMPARISONS.keys(), 'IN', 'NOT_IN'].join(', ');
    return refuse(reader, node, `has the operator ${JSON.stringify(operator ?? null)}; there are ${known}`);
  }
  const value = parameter && literalNode(parameter);
  if (value === null) {
    const why =
      parameter?.kind === 'list'
        ? 'compares with a list, which only IN and NOT_IN do'
        : 'compares with null; use is_null';
    return refuse(reader, parameter ?? node, why);
  }
  return column && { kind: 'comparison', operator: comparison, left: column, right: value, ...span };
}

function readItems(reader: Reader, node: Node): readonly Expression[] | null {
  if (node.kind !== 'list') return refuse(reader, node, 'needs a list after IN and NOT_IN');
  const kinds = new Set(node.items.map((item) => (item?.kind === 'scalar' ? typeof item.value : 'other')));
  const isUniform = kinds.size === 0 || (kinds.size === 1 && (kinds.has('string') || kinds.has('number')));
  const values = node.items.map((item) => item && literalNode(item)).filter((item) => item !== null);
  if (isUniform && values.length === node.items.length) return values;
  return refuse(reader, node, 'has a list that is neither of texts only nor of numbers only');
}

/** A value as the parser would have read it: negative numbers carry their sign. */
function literalNode(node: Node): Expression | null {
  if (node.kind !== 'scalar' || node.value === null) return null;
  const span = { start: node.start, end: node.end };
  const { value } = node;
  const isNegative = typeof value === 'number' && (value < 0 || Object.is(value, -0));
  if (!isNegative) return { kind: 'literal', value, ...span };
  return { kind: 'negation', operand: { kind: 'literal', value: -value, ...span }, ...span };
}

export function mapEntry(node: Node, key: string): Entry | undefined {
  return node.kind === 'map' ? node.entries.find((entry) => entry.key.value === key) : undefined;
}

function scalarAt(node: Node, key: string): string | number | boolean | null | undefined {
  const value = mapEntry(node, key)?.value;
  return value?.kind === 'scalar' ? value.value : undefined;
}
