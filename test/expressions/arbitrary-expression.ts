import fc from 'fast-check';
import type { Expression, LiteralValue } from '../../core/expressions/expression.ts';
import type { ValueType } from '../../core/expressions/value-type.ts';

/** The columns of the table that random expressions speak of. */
export const COLUMNS: Readonly<Record<string, { readonly sql: string; readonly type: ValueType }>> = {
  i: { sql: 'INTEGER', type: 'integer' },
  big: { sql: 'BIGINT', type: 'integer' },
  d: { sql: 'DOUBLE', type: 'double' },
  f: { sql: 'FLOAT', type: 'float' },
  price: { sql: 'DECIMAL(10,2)', type: 'decimal' },
  s: { sql: 'VARCHAR', type: 'string' },
  'odd "name"': { sql: 'VARCHAR', type: 'string' },
  late: { sql: 'BOOLEAN', type: 'boolean' },
  day: { sql: 'DATE', type: 'date' },
  naive: { sql: 'TIMESTAMP', type: 'timestamp' },
  at: { sql: 'TIMESTAMPTZ', type: 'timestamp' },
};

/** Texts that have gone wrong somewhere before: quotes, wildcards, letters beyond 16 bits, look-alikes of other types. */
export const TEXTS = [
  '',
  'a',
  'A',
  'b',
  "it's",
  'say "x"',
  '50%',
  'a_b',
  'back\\slash',
  'über',
  '\ue000',
  '😀',
  '日本語',
  'two\nlines',
  '3',
  '2024-01-01',
  'true',
  "'; DROP TABLE t; --",
];

export const DAYS = ['2023-12-31', '2024-01-01', '2024-02-29', '1969-07-20', '0001-01-01', '9999-12-31'];

export const INSTANTS = [
  '2024-01-01 00:00:00',
  '2024-01-01T10:00:00',
  '2024-01-01T10:00:00Z',
  '2024-01-01T12:00:00+02:00',
  '2024-02-29 23:59:59.123456',
  '1969-07-20 20:17:40',
];

export const NUMBERS = [0, 1, -1, 2, 3, 0.5, -2.5, 0.1, 0.2, 1e9, 100, 12.34];

const span = { start: 0, end: 0 };

function literal(value: LiteralValue): Expression {
  const isNegative = (typeof value === 'number' || typeof value === 'bigint') && value < 0;
  if (!isNegative) return { kind: 'literal', value, ...span };
  return { kind: 'negation', operand: { kind: 'literal', value: -value, ...span }, ...span };
}

function column(name: string): Expression {
  return { kind: 'column', name, form: 'bare', nameSpan: span, ...span };
}

const named = (...names: string[]): fc.Arbitrary<Expression> => fc.constantFrom(...names).map(column);
const constants = (values: readonly LiteralValue[]): fc.Arbitrary<Expression> =>
  fc.constantFrom(...values).map(literal);

const numericLiteral = constants([...NUMBERS, 9007199254740993n, 9007199254740991]);

const number: fc.Arbitrary<Expression> = fc.letrec<{ number: Expression }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    named('i', 'big', 'd', 'f', 'price'),
    numericLiteral,
    fc.record({
      kind: fc.constant('arithmetic' as const),
      operator: fc.constantFrom('+', '-', '*', '/', '%'),
      left: tie('number'),
      right: tie('number'),
      start: fc.constant(0),
      end: fc.constant(0),
    }),
    tie('number').map((operand): Expression => {
      const isLiteral = operand.kind === 'literal' || operand.kind === 'negation';
      return isLiteral ? operand : { kind: 'negation', operand, ...span };
    }),
  ),
})).number;

const text = fc.oneof(named('s', 'odd "name"'), constants(TEXTS));
const time = fc.oneof(named('day', 'naive', 'at'), constants([...DAYS, ...INSTANTS]));
const truth = fc.oneof(named('late'), constants([true, false, 0, 1]));
const anything = fc.oneof(number, text, time, truth, constants([null]));

/** Two or more operands that belong together nearly always, and now and then do not. */
const kin = (count: number): fc.Arbitrary<Expression[]> => {
  const all = (each: fc.Arbitrary<Expression>): fc.Arbitrary<Expression[]> =>
    fc.array(fc.oneof({ weight: 9, arbitrary: each }, { weight: 1, arbitrary: constants([null]) }), {
      minLength: count,
      maxLength: count,
    });
  return fc.oneof(
    { weight: 3, arbitrary: all(number) },
    { weight: 3, arbitrary: all(text) },
    { weight: 3, arbitrary: all(time) },
    { weight: 1, arbitrary: all(truth) },
    { weight: 1, arbitrary: all(anything) },
  );
};

const isNullLiteral = (expression: Expression): boolean => expression.kind === 'literal' && expression.value === null;

const comparison: fc.Arbitrary<Expression> = fc
  .tuple(fc.constantFrom('=', '<>', '<', '<=', '>', '>='), kin(2))
  .filter(([operator, sides]) => (operator !== '=' && operator !== '<>') || !sides.some(isNullLiteral))
  .map(([operator, [left, right]]) => ({ kind: 'comparison', operator, left: left!, right: right!, ...span }) as const);

const inList: fc.Arbitrary<Expression> = fc
  .tuple(
    fc.boolean(),
    fc.integer({ min: 0, max: 4 }).chain((length) => kin(length + 1)),
  )
  .map(([negated, [operand, ...items]]) => ({ kind: 'in', negated, operand: operand!, items, ...span }) as const);

const between: fc.Arbitrary<Expression> = fc
  .tuple(fc.boolean(), kin(3))
  .map(
    ([negated, [operand, low, high]]) =>
      ({ kind: 'between', negated, operand: operand!, low: low!, high: high!, ...span }) as const,
  );

const like: fc.Arbitrary<Expression> = fc
  .record({
    negated: fc.boolean(),
    operand: text,
    pattern: fc
      .array(fc.constantFrom('%', '_', 'a', '!', '\\', "'", '😀', '^', '.'), { maxLength: 5 })
      .map((letters) => letters.join('')),
    escape: fc.constantFrom(null, '!', '\\'),
  })
  .filter(({ pattern, escape: escapeBy }) => escapeBy === null || !pattern.endsWith(escapeBy))
  .map(({ pattern, ...rest }) => ({
    kind: 'like',
    ...rest,
    pattern: { kind: 'literal', value: pattern, ...span },
    ...span,
  }));

const isNull: fc.Arbitrary<Expression> = fc
  .tuple(fc.boolean(), anything)
  .map(([negated, operand]) => ({ kind: 'is-null', negated, operand, ...span }) as const);

/** Conditions as a person could write them, and some that nobody should. */
export const condition: fc.Arbitrary<Expression> = fc.letrec<{ condition: Expression }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    inList,
    between,
    like,
    isNull,
    named('late'),
    tie('condition').map((operand): Expression => ({ kind: 'not', operand, ...span })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('condition'), { minLength: 2, maxLength: 3 }))
      .map(([operator, operands]): Expression => {
        const flat = operands.flatMap((each) =>
          each.kind === 'logical' && each.operator === operator ? each.operands : [each],
        );
        return { kind: 'logical', operator, operands: flat, ...span };
      }),
  ),
})).condition;
