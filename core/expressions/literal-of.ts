import type { Expression, LiteralValue } from './expression.ts';

/** The value of an expression that is written down as one, `-3` included; undefined where it is anything else. */
export function literalOf(expression: Expression): LiteralValue | undefined {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind !== 'negation') return undefined;
  const inner = literalOf(expression.operand);
  return typeof inner === 'number' || typeof inner === 'bigint' ? -inner : undefined;
}
