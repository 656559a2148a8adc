import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FeatureType } from '../../core/catalogue/feature-type.ts';
import {
  isWidening,
  PLAIN_TYPES,
  printFeatureType,
  sameFeatureType,
  toDuckDbType,
  valueTypeOf,
} from '../../core/catalogue/feature-types.ts';
import { onlineTypeChange, parseOnlineType } from '../../core/catalogue/online-type.ts';
import { parseFeatureType } from '../../core/catalogue/parse-feature-type.ts';
import { featureTypeSynonym } from '../../core/catalogue/type-names.ts';

const featureType: fc.Arbitrary<FeatureType> = fc.letrec<{ type: FeatureType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...PLAIN_TYPES.map(({ name }) => ({ kind: name }))),
    fc
      .tuple(fc.integer({ min: 1, max: 38 }), fc.nat(38))
      .map(([precision, scale]): FeatureType => ({ kind: 'decimal', precision, scale: Math.min(precision, scale) })),
    tie('type').map((element): FeatureType => ({ kind: 'array', element })),
    fc
      .uniqueArray(fc.tuple(fc.stringMatching(/^[a-z_]\w{0,5}$/), tie('type')), {
        minLength: 1,
        maxLength: 3,
        selector: ([name]) => name,
      })
      .map((fields): FeatureType => ({ kind: 'struct', fields: fields.map(([name, type]) => ({ name, type })) })),
  ),
})).type;

function parsed(text: string): FeatureType {
  const { type, problem } = parseFeatureType(text);
  assert.equal(problem, undefined, text);
  return type!;
}

test('a printed type is read as the same type', () => {
  fc.assert(fc.property(featureType, (type) => assert.deepEqual(parsed(printFeatureType(type)), type)));
});

test('spaces between the parts of a type mean nothing', () => {
  assert.equal(
    printFeatureType(parsed(' array < struct< x : double , y:decimal( 10 , 2 ) > > ')),
    'array<struct<x:double,y:decimal(10,2)>>',
  );
});

test('what is no type is underlined, explained, and put right where that is certain', () => {
  const cases: [text: string, complaint: string][] = [
    ['', ' → expected a type, such as boolean, int, bigint, float, double'],
    ['strng', 'strng → unknown type "strng"; write string [string]'],
    ['integer', 'integer → unknown type "integer"; write int [int]'],
    [
      'varchar(20)',
      'varchar → "varchar(…)" is a type of the online store; write string here and varchar(…) as online_type',
    ],
    ['String', 'String → unknown type "String"; write string [string]'],
    ['decimal', 'decimal → decimal needs its digits in all and after the point: decimal(10,2)'],
    ['decimal(39,2)', 'decimal(39,2) → a decimal has 1 to 38 digits, not 39'],
    ['decimal(2,3)', 'decimal(2,3) → 3 digits after the point are more than the 2 in all'],
    ['array', 'y → array needs the type of its items: array<double>'],
    ['array<double', 'e → array<… is not closed; write >'],
    ['array<duble>', 'duble → unknown type "duble"; write double [double]'],
    ['struct<x>', '> → the field "x" needs a type: x:double'],
    ['struct<x:int,x:int>', 'x → the field "x" is there twice'],
    ['int int', 'int → nothing may follow the type int'],
  ];
  for (const [text, expected] of cases) {
    const { problem } = parseFeatureType(text);
    const { start, end, message, fix } = problem!;
    assert.equal(`${text.slice(start, end)} → ${message}${fix === undefined ? '' : ` [${fix}]`}`, expected, text);
  }
});

test('no text of a type throws, and problems lie within it', () => {
  const text = fc
    .array(fc.constantFrom('array', '<', '>', 'struct', 'x', ':', ',', 'int', 'decimal', '(', ')', '10', ' ', '😀'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (source) => {
      const { type, problem } = parseFeatureType(source);
      if (problem)
        assert.ok(0 <= problem.start && problem.start <= problem.end && problem.end <= source.length + 1, source);
      else assert.ok(sameFeatureType(parsed(printFeatureType(type)), type));
    }),
  );
});

test('types beyond measure are refused, not fatal', () => {
  assert.match(parseFeatureType('array<'.repeat(50_000)).problem!.message, /levels deep/);
});

test('only a type that holds every value of the other is wider', () => {
  const cases: [from: string, to: string, wider: boolean][] = [
    ['int', 'bigint', true],
    ['int', 'double', true],
    ['int', 'float', false],
    ['float', 'double', true],
    ['bigint', 'double', false],
    ['bigint', 'int', false],
    ['int', 'int', false],
    ['date', 'timestamp', false],
    ['decimal(10,2)', 'decimal(12,2)', true],
    ['decimal(10,2)', 'decimal(10,3)', false],
    ['decimal(10,2)', 'decimal(11,3)', true],
    ['array<int>', 'array<bigint>', true],
    ['struct<x:int,y:string>', 'struct<x:bigint,y:string>', true],
    ['struct<x:int>', 'struct<z:bigint>', false],
    ['string', 'binary', false],
  ];
  for (const [from, to, wider] of cases) assert.equal(isWidening(parsed(from), parsed(to)), wider, `${from} → ${to}`);
});

test('a feature has a type in DuckDB and in expressions', () => {
  assert.equal(
    toDuckDbType(parsed('array<struct<x:double,y:decimal(10,2)>>')),
    'STRUCT("x" DOUBLE, "y" DECIMAL(10,2))[]',
  );
  assert.equal(toDuckDbType(parsed('timestamp')), 'TIMESTAMPTZ');
  assert.deepEqual(
    ['int', 'decimal(4,1)', 'array<int>', 'date'].map((text) => valueTypeOf(parsed(text))),
    ['integer', 'decimal', 'other', 'date'],
  );
});

test('the names that other systems have for a type are known', () => {
  const cases: [name: string, type: string | undefined][] = [
    ['INTEGER', 'int'],
    ['int64', 'bigint'],
    ['BIGINT', 'bigint'],
    ['StringType', 'string'],
    ['IntegerType()', 'int'],
    ['VARCHAR(20)', 'string'],
    ['DECIMAL(10,2)', 'decimal'],
    ['TIMESTAMP WITH TIME ZONE', 'timestamp'],
    ['datetime64[ns]', 'timestamp'],
    ['double precision', 'double'],
    ['nonsense', undefined],
  ];
  for (const [name, type] of cases) assert.equal(featureTypeSynonym(name), type, name);
});

test('a type of the online store is read, and a change of it judged', () => {
  const online = (text: string) => {
    const result = parseOnlineType(text);
    assert.ok('type' in result, text);
    return result.type;
  };
  assert.deepEqual(online('VARCHAR(20)'), { name: 'varchar', length: 20 });
  assert.deepEqual(parseOnlineType('varchar'), { problem: 'varchar needs a length: varchar(100)' });
  assert.deepEqual(parseOnlineType('varchr(3)'), {
    problem: '"varchr" is not a type of the online store; did you mean "varchar"?',
  });
  assert.equal(onlineTypeChange(online('varchar(20)'), online('varchar(10)')), 'shortened');
  assert.equal(onlineTypeChange(online('varchar(20)'), online('varchar(30)')), 'lengthened');
  assert.equal(onlineTypeChange(online('varchar(20)'), online('text')), 'changed');
});
