import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { profileSource } from '../../core/expectations/profile.ts';
import { mostlyOf } from '../../core/expectations/profiling/bounds.ts';
import { codePattern } from '../../core/expectations/profiling/code-pattern.ts';
import { allowedFaults, allowedOutside, confidenceInLaw } from '../../core/expectations/profiling/prediction.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

describe('how far the next batch may be from this one', () => {
  // scipy.stats.betabinom.ppf(0.99, n, 2, n - 1)
  test('values outside the ends that were seen, as SciPy has it', () => {
    assert.deepEqual(
      [20, 50, 1000, 27_004].map((n) => allowedOutside(n, n)),
      [7, 8, 9, 9],
    );
  });
  // scipy.stats.betabinom.ppf(0.99, n, k + 0.5, n - k + 0.5)
  test('rows of a kind that was seen, as SciPy has it', () => {
    const cases = [
      [0, 1000],
      [20, 1000],
      [521, 27_004],
      [1, 13_502],
    ] as const;
    assert.deepEqual(
      cases.map(([k, n]) => allowedFaults(k, n, n)),
      [5, 37, 598, 7],
    );
  });
  test('nothing is ever sure', () => {
    assert.equal(confidenceInLaw(0), 1 / 2 + 1 / 2);
    assert.ok(confidenceInLaw(10) > 0.9 && confidenceInLaw(10) < 1);
    assert.ok(confidenceInLaw(1e6) < 1);
  });
  test('faults as a share that allows them, in two digits', () => {
    assert.equal(mostlyOf(0, 100), undefined);
    assert.equal(mostlyOf(9, 26_483), 0.99966);
    assert.equal(mostlyOf(598, 27_004), 0.977);
    assert.equal(mostlyOf(50, 100), 0.5);
    for (let faults = 1; faults < 300; faults += 7)
      assert.ok((1 - (mostlyOf(faults, 300) ?? 1)) * 300 >= faults - 1e-9);
  });
});

describe('the pattern of codes', () => {
  const many = (make: (index: number) => string) => Array.from({ length: 40 }, (_, index) => make(index));
  test('is their shape, where they have one', () => {
    assert.equal(codePattern(many((i) => `A${String(i).padStart(4, '0')}`))?.regex, '^[A-Z][0-9]{4}$');
    assert.equal(
      codePattern(many((i) => `${i % 2 ? 'x' : 'Y'}-${10 + i}`))?.regex,
      '^([A-Z]-[0-9]{2}|[a-z]-[0-9]{2})$',
    );
  });
  test('lets numbers grow', () => assert.equal(codePattern(many((i) => `k${i}`))?.regex, '^[a-z][0-9]+$'));
  test('is their letters and lengths, where there are too many shapes', () => {
    const mixed = many((i) => ['A1', 'AB1', '1A', 'A1B', '1AB2', 'A12B', '12A'][i % 7] as string);
    assert.equal(codePattern(mixed)?.regex, '^[0-9A-Z]{2,4}$');
  });
  test('is none of few values', () => assert.equal(codePattern(['A1', 'A2']), undefined));
  test('takes no letter for a sign of the pattern', () => {
    const regex = codePattern(many((i) => `(${10 + i}).x`))?.regex ?? '';
    assert.ok(new RegExp(regex).test('(10).x'));
    assert.ok(!new RegExp(regex).test('(10)ax'));
  });
});

describe('what a profile finds out', () => {
  let on: TestEngine;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());

  async function profiled(select: string) {
    const source = { path: await on.parquet('rows.parquet', select) };
    return profileSource({ engine: on.engine, source, name: 'rows' });
  }
  const proposals = async (select: string) =>
    (await profiled(select)).drawn.proposals.filter(({ column }) => column !== undefined);

  test('what columns are about, and whether they may hold personal data', async () => {
    const { columns } = await profiled(`SELECT
      range AS customer_id,
      'user' || range || '@example.org' AS contact,
      '+49 30 ' || (1000000 + range) AS phone,
      ['DE', 'FR', 'US', 'CH'][1 + range % 4] AS country,
      ['EUR', 'USD', 'CHF'][1 + range % 3] AS currency,
      'https://example.org/' || range AS page,
      '10.0.0.' || (range % 200) AS client,
      md5('a' || range)[1:8] || '-' || md5('b' || range)[1:4] || '-4aaa-8aaa-' || md5('c' || range)[1:12] AS token,
      48.0 + range / 1000.0 AS home_lat,
      -range / 10.0 AS lon,
      (range % 100) / 100.0 AS churn_rate,
      DATE '1970-01-01' + range::INTEGER AS birth_date,
      'Name ' || range || ' of many words' AS note,
      ['Ann', 'Bob'][1 + range % 2] AS first_name,
      range % 2 = 0 AS active,
      range * 1.5 AS total_amount
      FROM range(200)`);
    assert.deepEqual(Object.fromEntries(columns.map(({ column, semantic_type }) => [column, semantic_type])), {
      customer_id: 'identifier',
      contact: 'e-mail',
      phone: 'phone',
      country: 'country code',
      currency: 'currency code',
      page: 'url',
      client: 'ip address',
      token: 'uuid',
      home_lat: 'latitude',
      lon: 'longitude',
      churn_rate: 'share',
      birth_date: 'birth date',
      note: 'identifier',
      first_name: 'person name',
      active: 'flag',
      total_amount: 'amount',
    });
    const personal = columns.flatMap(({ column, pii }) => (pii === undefined ? [] : [[column, pii.kind]]));
    assert.deepEqual(personal, [
      ['contact', 'e-mail'],
      ['phone', 'phone'],
      ['client', 'ip address'],
      ['home_lat', 'coordinates of a person'],
      ['birth_date', 'birth date'],
      ['first_name', 'person name'],
    ]);
  });

  test('card numbers by their check digit, as numbers and as texts, also under another name', async () => {
    // The well-known numbers of tests, and what is one digit off.
    const cards = [
      4_111_111_111_111_111n,
      5_500_005_555_555_559n,
      378_282_246_310_005n,
      6_011_000_990_139_424n,
      4_012_888_888_881_881n,
    ];
    const { columns } = await profiled(
      `SELECT unnest([${cards.join(', ')}]) AS a, unnest(['${cards.join("', '")}']) AS b, unnest([${cards.map((card) => card + 1n).join(', ')}]) AS c`,
    );
    assert.deepEqual(
      columns.map(({ semantic_type }) => semantic_type === 'card number'),
      [true, true, false],
    );
  });

  test('a hint stands in the file, as a comment and on the first expectation of the column', async () => {
    const { yaml } = await profiled("SELECT 'a' || range || '@b.org' AS mail FROM range(50)");
    assert.match(yaml, / {2}# mail: .* · e-mail · personal data\? e-mail \(90 %\)\n/);
    assert.equal(yaml.match(/meta: \{ pii: e-mail, pii_confidence: 0\.9 \}/g)?.length, 1);
  });

  test('keys: exact, none longer than it must be; an accident is none', async () => {
    const { drawn } = await profiled(`SELECT range // 40 AS shop, range % 40 AS line, 'x' AS kind,
      (range * 7919) % 1000003 * 1000003 AS large FROM range(1200)`);
    assert.deepEqual(
      drawn.keys.map(({ columns }) => columns),
      [['large'], ['shop', 'line']],
    );
    assert.ok((drawn.keys[0]?.confidence ?? 1) < 0.9, 'numbers of twelve digits that differ may be an accident');
    assert.deepEqual(
      drawn.proposals.find(({ expectation: { type } }) => type.includes('compound'))?.expectation.kwargs,
      {
        column_list: ['shop', 'line'],
      },
    );
    const twice = await profiled(
      'SELECT range // 40 AS shop, range % 40 AS line FROM range(1200) UNION ALL SELECT 3, 5',
    );
    assert.deepEqual(twice.drawn.keys, []);
  });

  test('what a column decides of others: exact, missing values being values', async () => {
    const { drawn } = await profiled(`SELECT ['EWR', 'JFK', 'LGA'][1 + range % 3] AS origin,
      [40.69, 40.64, 40.78][1 + range % 3] AS lat, CASE WHEN range = 17 THEN 41.0 ELSE [40.69, 40.64, 40.78][1 + range % 3] END AS nearly,
      CASE WHEN range = 17 THEN NULL ELSE [40.69, 40.64, 40.78][1 + range % 3] END AS gap, range AS id FROM range(300)`);
    assert.deepEqual(drawn.dependencies.find(({ column }) => column === 'origin')?.decides, ['lat']);
  });

  test('a set of values only where it is full', async () => {
    const sets = async (select: string) =>
      (await proposals(select)).filter(({ expectation: { type } }) => type.endsWith('in_set'));
    const full = await sets("SELECT ['a', 'b', 'c'][1 + range % 3] AS x FROM range(300)");
    assert.deepEqual(full[0]?.expectation.kwargs, { column: 'x', value_set: ['a', 'b', 'c'] });
    const growing = await sets("SELECT 'v' || (range // 20) AS x FROM range(300)");
    assert.deepEqual(growing, [], 'each part of the data brings new values');
    const rare = await sets(
      "SELECT CASE WHEN range = 2900 THEN 'new' ELSE ['a', 'b'][1 + range % 2] END AS x FROM range(3000)",
    );
    assert.ok(Number(rare[0]?.expectation.kwargs.mostly) < 1, 'a value that was seen once has others beside it');
  });

  test('ends: by meaning, else what was seen and a tenth more, never across zero', async () => {
    const kwargs = Object.fromEntries(
      (
        await proposals(
          'SELECT 1 + range % 3 AS month, range / 1000.0 AS price, range % 7 AS stars, 2.0 + sin(range) AS lat, 5 AS five FROM range(1000)',
        )
      )
        .filter(({ expectation: { type } }) => type === 'expect_column_values_to_be_between')
        .map(({ column, expectation: { kwargs } }) => [column, kwargs] as const),
    );
    assert.deepEqual(kwargs.month, { column: 'month', min_value: 1, max_value: 12 });
    assert.deepEqual(kwargs.price, { column: 'price', min_value: 0, max_value: 1.1, mostly: 0.991 });
    assert.deepEqual(kwargs.stars, { column: 'stars', min_value: 0, max_value: 7 });
    assert.deepEqual(kwargs.lat, { column: 'lat', min_value: -90, max_value: 90 });
    assert.deepEqual(kwargs.five, { column: 'five', min_value: 5, max_value: 5 });
  });

  test('what hardly changes and what hardly repeats', async () => {
    const { columns, yaml } = await profiled(
      "SELECT 'x' AS same, CASE WHEN range = 7 THEN 'b' ELSE 'a' END AS nearly, CASE WHEN range = 7 THEN 'k8' ELSE 'k' || range END AS most, range AS id FROM range(1000)",
    );
    assert.deepEqual(
      columns.map(({ variety }) => variety),
      ['constant', 'nearly constant', 'nearly unique', 'unique'],
    );
    assert.match(yaml, /nearly constant \(99\.9 % one value\)/);
  });

  test('columns without values, of odd names and odd types break nothing', async () => {
    const { yaml, suite } = await profiled(
      `SELECT NULL::INTEGER AS "a ""b"" # c", [1, 2] AS list, {'a': 1} AS struct, 'NaN'::DOUBLE AS nan, 'x' AS "line
break" FROM range(30)`,
    );
    assert.match(yaml, /line break/);
    assert.ok(suite.expectations.length > 2);
  });
});
