import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '../../core/engine/sql.ts';
import { compileView } from '../../core/features/view-query.ts';
import { randomNumbers } from '../../core/models/metrics/random-numbers.ts';
import { startTestEngine } from '../engine/engine-for-tests.ts';
import { planOf, relationOf } from '../features/features-kit.ts';
import { python, withExamplePython } from './python-kit.ts';

const FILES = {
  'v.feature-view.yaml': `name: v
version: 1
query:
  from: trips@1
  select: [km]
  joins: [{ feature_group: weather@1, on: [place], as_of: true, within: 90m, select: [rain] }]
`,
  'trips.feature-group.yaml': `name: trips
version: 1
primary_key: [id]
event_time: start
features: [{ name: id, type: string }, { name: place, type: string }, { name: start, type: timestamp }, { name: km, type: int }]
`,
  'weather.feature-group.yaml': `name: weather
version: 1
primary_key: [place]
event_time: seen
features: [{ name: place, type: string }, { name: seen, type: timestamp }, { name: rain, type: int }]
`,
};

const PANDAS = `
import sys, json, pandas as pd
trips, weather = (pd.read_parquet(path) for path in sys.argv[1:3])
joined = pd.merge_asof(trips.sort_values("start"), weather.sort_values("seen"), left_on="start", right_on="seen",
                       by="place", direction="backward", tolerance=pd.Timedelta("90min"))
rows = joined.sort_values("id")[["id", "km", "rain"]]
print(json.dumps([[id, km, None if pd.isna(rain) else int(rain)] for id, km, rain in rows.itertuples(index=False)]))
`;

test("rows without ties are joined as pandas' merge_asof joins them", withExamplePython(), async () => {
  const kit = await startTestEngine();
  try {
    const random = randomNumbers(11);
    const place = () => 'abcdefgh'.charAt(Math.floor(random() * 8));
    const trips = Array.from({ length: 3000 }, (_, at) => {
      const start = new Date(Date.UTC(2024, 0, 1) + Math.floor(random() * 1e9)).toISOString();
      return { id: `t${String(at).padStart(4, '0')}`, place: place(), start, km: at };
    });
    // One reading at most of each place and minute: what is to be taken of several is no question here.
    const weather = Array.from({ length: 2000 }, (_, at) => {
      const seen = new Date(Date.UTC(2024, 0, 1) + at * 500_000).toISOString();
      return { place: place(), seen, rain: at };
    });
    const plan = await planOf(FILES);
    const tripTypes = { id: 'VARCHAR', place: 'VARCHAR', start: 'TIMESTAMPTZ', km: 'INTEGER' };
    const left = await relationOf(kit, 'trips', tripTypes, trips);
    const right = await relationOf(kit, 'weather', { place: 'VARCHAR', seen: 'TIMESTAMPTZ', rain: 'INTEGER' }, weather);
    const relations = new Map([
      ['trips@1', left],
      ['weather@1', right],
    ]);
    const { rows, order } = compileView(plan, relations, kit.engine.dialect);
    const ours = await kit.engine.query(sql`SELECT id, km, rain FROM (${rows}) ${order}`);
    const { stdout, stderr } = await python(['-c', PANDAS, left.label, right.label], kit.folder);
    assert.equal(stderr.toString(), '');
    const theirs: readonly (readonly unknown[])[] = JSON.parse(stdout.toString());
    assert.deepEqual(ours.rows, theirs);
    const found = theirs.filter(([, , rain]) => rain !== null).length;
    assert.ok(found > 500 && found < 2900, `${found} of 3000 found a reading`);
  } finally {
    await kit.dispose();
  }
});
