import type { Span } from '../documents/node.ts';
import { type Notation, PLUMBLINE } from './notation.ts';
import type { Keyword, Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** What may stand at an offset of an expression, and what is typed of it already. */
export interface ExpressionPlace {
  /**
   * `condition`: a column or NOT, where a condition begins; `value`: a value or a column, in a comparison with `column`;
   * `operator`: one of `operators`; `name` and `text`: the inside of quotes that hold a name or a text.
   */
  readonly expects: 'condition' | 'value' | 'operator' | 'name' | 'text';
  /** The word at the offset, which a choice replaces; its text is what stands before the offset. */
  readonly word: Span & { readonly text: string };
  /** The column that is compared, where there is one. */
  readonly column: string | undefined;
  /** The signs and words that may follow, where an operator is expected. */
  readonly operators: readonly string[];
}

/** Where an offset stands in the text of an expression; for completion, so the text may be half typed. */
export function expressionAt(text: string, offset: number, notation: Notation = PLUMBLINE): ExpressionPlace {
  const tokens = tokenize(text, notation).tokens.filter((token) => token.kind !== 'end');
  const touched = tokens.find((token) => isTyped(token, text, offset));
  const word = touched ?? { start: offset, end: offset };
  const before = tokens.filter((token) => token.end <= word.start);
  const { expects, column, operators } = before.reduce(next, BEGINNING);
  return {
    expects: (touched && insideQuotes(touched)) ?? expects,
    word: { start: word.start, end: word.end, text: text.slice(word.start, offset) },
    column,
    operators,
  };
}

/** Whether the offset stands in a word or at its end, so that typing there goes on with it. */
function isTyped(token: Token, text: string, offset: number): boolean {
  if (token.kind === 'sign' || offset <= token.start || offset > token.end) return false;
  const isClosed =
    insideQuotes(token) !== undefined && token.end - token.start > 1 && text[token.start] === text[token.end - 1];
  return offset < token.end || !isClosed;
}

function insideQuotes(token: Token): 'name' | 'text' | undefined {
  if (token.kind === 'text') return 'text';
  return token.kind === 'name' && token.form !== 'bare' ? 'name' : undefined;
}

interface State {
  readonly expects: 'condition' | 'value' | 'operator';
  readonly column: string | undefined;
  readonly operators: readonly string[];
  /** Whether the condition has its comparison already. */
  readonly isCompared: boolean;
  /** Whether the next AND is that of a BETWEEN. */
  readonly isRange: boolean;
}

const BEGINNING: State = { expects: 'condition', column: undefined, operators: [], isCompared: false, isRange: false };

const SIGNS = ['=', '<>', '<', '<=', '>', '>='];
const PREDICATES = ['IN', 'BETWEEN', 'LIKE'];
const NEGATED = PREDICATES.map((word) => `NOT ${word}`);
const AFTER_OPERAND = [...SIGNS, ...PREDICATES, ...NEGATED, 'IS NULL', 'IS NOT NULL', 'AND', 'OR'];

/** What may follow one token more; every token has an answer, so that no half-typed text is too broken. */
function next(state: State, token: Token): State {
  switch (token.kind) {
    case 'keyword':
      return afterKeyword(state, token.word);
    case 'sign':
      return afterSign(state, token.sign);
    case 'name':
      return afterOperand(state.isCompared ? state : { ...state, column: token.value });
    case 'number':
    case 'text':
      return afterOperand(state);
    case 'end':
      return state;
  }
}

function afterOperand(state: State): State {
  const operators = state.isRange ? ['AND'] : state.isCompared ? ['AND', 'OR'] : AFTER_OPERAND;
  return { ...state, expects: 'operator', operators };
}

function afterKeyword(state: State, word: Keyword): State {
  switch (word) {
    case 'and':
      return state.isRange ? { ...state, expects: 'value', operators: [], isRange: false } : BEGINNING;
    case 'or':
      return BEGINNING;
    case 'not':
      if (state.expects !== 'operator') return BEGINNING;
      return { ...state, operators: state.operators.includes('NOT NULL') ? ['NULL'] : PREDICATES };
    case 'is':
      return { ...state, expects: 'operator', operators: ['NULL', 'NOT NULL'], isCompared: true };
    case 'in':
    case 'like':
    case 'between':
    case 'escape':
      return { ...state, expects: 'value', operators: [], isCompared: true, isRange: word === 'between' };
    default:
      return afterOperand(state);
  }
}

function afterSign(state: State, sign: string): State {
  if (['&&', '||', '&', '|'].includes(sign)) return BEGINNING;
  if (sign === ')' || sign === ']') return afterOperand(state);
  if (['(', '[', '!', '~'].includes(sign)) {
    return state.isCompared ? { ...state, expects: 'value', operators: [] } : BEGINNING;
  }
  const compares = SIGNS.includes(sign) || sign === '==' || sign === '!=';
  return { ...state, expects: 'value', operators: [], isCompared: state.isCompared || compares };
}
