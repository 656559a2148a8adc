import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from '../../core/engine/sql.ts';
import { compileView } from '../../core/features/view-query.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';
import { planOf, relationOf } from './features-kit.ts';

// The joins of a view, held against a plain search through all rows.

const ORDERS = { id: 'VARCHAR', shop: 'VARCHAR', at: 'TIMESTAMPTZ', price: 'INTEGER' };
const WEATHER = { shop: 'VARCHAR', seen: 'TIMESTAMPTZ', rain: 'INTEGER', station: 'VARCHAR' };

interface Order {
  readonly id: string;
  readonly shop: string | null;
  readonly at: number | null;
  readonly price: number | null;
}

interface Reading {
  readonly shop: string | null;
  readonly seen: number | null;
  readonly rain: number | null;
  readonly station: string | null;
}

// Few shops and moments, so that ties, equal times and rows at the very bound are common.
const shop = fc.constantFrom('a', 'b', 'c', null);
const minute = fc.option(fc.integer({ min: 0, max: 12 }));
const small = fc.option(fc.integer({ min: 0, max: 3 }));
const reading: fc.Arbitrary<Reading> = fc.record({
  shop,
  seen: minute,
  rain: small,
  station: fc.constantFrom('x', 'y', null),
});
const readings = fc.array(reading, { maxLength: 25 });
const orders = fc
  .array(fc.record({ shop, at: minute, price: small }), { maxLength: 12 })
  .map((all): readonly Order[] => all.map((each, index) => ({ id: `o${String(index).padStart(3, '0')}`, ...each })));
const variant = fc.record({
  asOf: fc.boolean(),
  within: fc.constantFrom(undefined, 0, 1, 3),
  kind: fc.constantFrom('left' as const, 'inner' as const),
  filter: fc.constantFrom(undefined, 'price > 1', 'w_rain > 0', 'w_rain IS NULL OR price = 1'),
});
type Variant = typeof variant extends fc.Arbitrary<infer T> ? T : never;

const time = (minutes: number) => new Date(Date.UTC(2024, 0, 1, 0, minutes)).toISOString();
const numRuns = process.env.PLUMBLINE_LONG ? 5000 : 150;

let kit: TestEngine;
before(async () => {
  kit = await startTestEngine();
});
after(() => kit.dispose());

test('a joined row is the one that a search through all rows finds', async () => {
  await fc.assert(
    fc.asyncProperty(orders, readings, variant, async (left, right, how) => {
      const plan = await planOf(filesOf(how));
      const relations = new Map([
        [
          'orders@1',
          await relationOf(
            kit,
            'orders',
            ORDERS,
            left.map((each) => ({ ...each, at: each.at === null ? null : time(each.at) })),
          ),
        ],
        [
          'weather@1',
          await relationOf(
            kit,
            'weather',
            WEATHER,
            right.map((each) => ({ ...each, seen: each.seen === null ? null : time(each.seen) })),
          ),
        ],
      ]);
      const { rows, order, fields } = compileView(plan, relations, kit.engine.dialect);
      assert.deepEqual(
        fields.map(({ name }) => name),
        ['id', 'at', 'price', 'w_rain', 'w_station'],
      );
      const answer = await kit.engine.query(sql`SELECT id, price, w_rain, w_station FROM (${rows}) ${order}`);
      assert.deepEqual(answer.rows, searched(left, right, how));
    }),
    { numRuns },
  );
});

test('the order of rows in files changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(orders, readings, fc.infiniteStream(fc.nat()), async (left, right, chance) => {
      const plan = await planOf(filesOf({ asOf: true, within: 3, kind: 'left', filter: undefined }));
      const shuffled = <T>(rows: readonly T[]) =>
        rows
          .map((row) => ({ row, at: chance.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ row }) => row);
      const answer = async (left: readonly Order[], right: readonly Reading[]) => {
        const relations = new Map([
          [
            'orders@1',
            await relationOf(
              kit,
              'orders',
              ORDERS,
              left.map((each) => ({ ...each, at: each.at === null ? null : time(each.at) })),
            ),
          ],
          [
            'weather@1',
            await relationOf(
              kit,
              'weather',
              WEATHER,
              right.map((each) => ({ ...each, seen: each.seen === null ? null : time(each.seen) })),
            ),
          ],
        ]);
        const { rows, order } = compileView(plan, relations, kit.engine.dialect);
        return (await kit.engine.query(sql`SELECT * FROM (${rows}) ${order}`)).rows;
      };
      assert.deepEqual(await answer(shuffled(left), shuffled(right)), await answer(left, right));
    }),
    { numRuns: numRuns / 5 },
  );
});

function filesOf({ asOf, within, kind, filter }: Variant): Readonly<Record<string, string>> {
  const point = asOf ? `\n      as_of: true${within === undefined ? '' : `\n      within: ${within}m`}` : '';
  return {
    'v.feature-view.yaml': `name: v
version: 1
query:
  from: orders@1
  select: [price]
  joins:
    - feature_group: weather@1
      on: [shop]${point}
      type: ${kind}
      select: [rain, station]
      prefix: w_
${filter === undefined ? '' : `  filter: ${JSON.stringify(filter)}\n`}`,
    'orders.feature-group.yaml': `name: orders
version: 1
primary_key: [id]
event_time: at
features:
  - { name: id, type: string }
  - { name: shop, type: string }
  - { name: at, type: timestamp }
  - { name: price, type: int }
`,
    'weather.feature-group.yaml': `name: weather
version: 1
primary_key: [shop]
event_time: seen
features:
  - { name: shop, type: string }
  - { name: seen, type: timestamp }
  - { name: rain, type: int }
  - { name: station, type: string }
`,
  };
}

/** What `compileView` promises, said once more in plain loops. */
function searched(left: readonly Order[], right: readonly Reading[], { asOf, within, kind, filter }: Variant) {
  return left.flatMap((order) => {
    const found = right
      .filter((each) => each.shop !== null && each.shop === order.shop)
      .filter((each) => !asOf || (each.seen !== null && order.at !== null && each.seen <= order.at))
      .reduce<Reading | undefined>(
        (best, each) => (best === undefined || isAfter(each, best) ? each : best),
        undefined,
      );
    const fresh = !asOf || within === undefined || (found !== undefined && order.at! - found.seen! <= within);
    const joined = fresh ? found : undefined;
    if (kind === 'inner' && joined === undefined) return [];
    const rain = joined?.rain ?? null;
    return passes(filter, order.price, rain) ? [[order.id, order.price, rain, joined?.station ?? null]] : [];
  });
}

/** Later, or of the same time and greater when compared column by column; a missing value is the least. */
function isAfter(one: Reading, other: Reading): boolean {
  const parts = (each: Reading) => [each.seen, each.shop, each.rain, each.station];
  for (const [index, value] of parts(one).entries()) {
    const against = parts(other)[index] ?? null;
    if (value === against) continue;
    if (value === null || against === null) return against === null;
    return value > against;
  }
  return false;
}

function passes(filter: string | undefined, price: number | null, rain: number | null): boolean {
  switch (filter) {
    case 'price > 1':
      return price !== null && price > 1;
    case 'w_rain > 0':
      return rain !== null && rain > 0;
    case 'w_rain IS NULL OR price = 1':
      return rain === null || price === 1;
    default:
      return true;
  }
}
