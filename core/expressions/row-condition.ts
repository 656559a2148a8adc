import type { Node } from '../documents/node.ts';
import type { ExpressionProblem, ParsedExpression } from './expression.ts';
import { GREAT_EXPECTATIONS, type Notation, PANDAS, PLUMBLINE, SPARK } from './notation.ts';
import { parseExpression } from './parse-expression.ts';
import { plainNode } from './plain-node.ts';
import { mapEntry, readStructuredCondition } from './structured-condition.ts';

/** A row condition, whichever way it is written. */
export interface RowCondition extends ParsedExpression {
  /**
   * What spans count from: the value of the condition where it is a text (before YAML or JSON escape it), the chunk of
   * the document where it is structured.
   */
  readonly spansIn: 'text' | 'document';
}

const NOTATIONS: ReadonlyMap<unknown, Notation> = new Map([
  ['great_expectations', GREAT_EXPECTATIONS],
  ['great_expectations__experimental__', GREAT_EXPECTATIONS],
  ['pandas', PANDAS],
  ['spark', SPARK],
]);

/**
 * Reads `row_condition` with its `condition_parser`: texts in any of the notations, and Great Expectations' structured
 * form. What Great Expectations reads only in part is refused. `unmarked` is the notation of a text without a parser:
 * ours in our suites, pandas' in those of Great Expectations.
 */
function readRowConditionNode(node: Node, parser?: unknown, unmarked: Notation = PLUMBLINE): RowCondition {
  const isText = node.kind === 'scalar' && typeof node.value === 'string';
  const spansIn = isText ? 'text' : 'document';
  const notation = parser === undefined || parser === null ? unmarked : NOTATIONS.get(parser);
  if (notation === undefined) {
    const names = [...NOTATIONS.keys()].join(', ');
    return { ...refused(node, `there is no condition_parser "${String(parser)}"; there are ${names}`), spansIn };
  }
  if (isText) return { ...parseExpression(String(node.value), { notation }), spansIn };
  const passed = mapEntry(node, 'pass_through_filter')?.value;
  if (passed?.kind === 'scalar' && typeof passed.value === 'string') {
    const passedTo = notation.name === 'spark' ? SPARK : PANDAS;
    return { ...parseExpression(passed.value, { notation: passedTo }), spansIn: 'text' };
  }
  return { ...readStructuredCondition(node), spansIn };
}

/** The same for a plain value, as JSON has it; the spans of a structured condition are then empty. */
export function readRowCondition(condition: unknown, parser?: unknown, unmarked?: Notation): RowCondition {
  return readRowConditionNode(plainNode(condition), parser, unmarked);
}

function refused(span: { start: number; end: number }, message: string): ParsedExpression {
  const problem: ExpressionProblem = { start: span.start, end: span.end, code: 'unsupported', message };
  return { expression: null, problems: [problem] };
}
