import { after, before, describe } from 'node:test';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import { openTables } from '../expectations/conformance-data.ts';
import { badInputTests } from './bad-input-tests.ts';
import { conformanceTests } from './conformance-tests.ts';
import { flightsTests } from './flights-tests.ts';
import { queryTests } from './query-tests.ts';
import { randomTests } from './random-tests.ts';
import { sourceTests } from './source-tests.ts';
import { type BothEngines, missingSpark, startTestSpark } from './spark-kit.ts';

// A session takes half a minute to start and to become fast: all tests share one.
describe('Spark', { skip: missingSpark, timeout: 14 * 60_000 }, () => {
  const on = {} as { -readonly [part in keyof BothEngines]: BothEngines[part] };

  before(async () => {
    on.tables = await openTables();
    on.duckdb = await startDuckDb({ folders: [on.tables.folder] });
    on.spark = await startTestSpark();
  });

  after(async () => {
    await on.spark?.dispose();
    await on.duckdb?.dispose();
    on.tables?.dispose();
  });

  queryTests(on);
  sourceTests(on);
  badInputTests(on);
  conformanceTests(on);
  randomTests(on);
  flightsTests(on);
});
