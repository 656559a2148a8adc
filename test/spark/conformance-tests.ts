import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { missingCases } from '../expectations/conformance-cases.ts';
import { difference } from '../expectations/conformance-compare.ts';
import { type Compared, compareOn, groupsOfCases } from './conformance-on-spark.ts';
import type { BothEngines } from './spark-kit.ts';

/** Where Spark's result is another one than DuckDB's, and why; docs/spark.md tells them. */
const DIFFERENT: Readonly<Record<string, string>> = {};

/** The cases of Great Expectations on both engines: some of every type, all of them in long runs. */
export function conformanceTests(on: BothEngines): void {
  const isLong = process.env.PLUMBLINE_LONG !== undefined;

  describe('expectations', { skip: missingCases }, () => {
    const compared: Compared[] = [];
    before(async () => {
      for (const group of groupsOfCases(isLong)) compared.push(...(await compareOn(on, group, on.tables)));
    });

    test('have the results that DuckDB gives', (context) => {
      const byType = new Map<string, readonly [same: number, all: number]>();
      for (const { one, problem } of compared) {
        const [same, all] = byType.get(one.expectation_type) ?? [0, 0];
        byType.set(one.expectation_type, [same + (problem === undefined ? 1 : 0), all + 1]);
      }
      for (const [type, [same, all]] of [...byType].sort()) context.diagnostic(`${type}: ${same} of ${all}`);
      const wrong = compared.filter(({ one, problem }) => problem !== undefined && DIFFERENT[one.id] === undefined);
      assert.deepEqual(
        wrong.map(({ one, problem }) => `${one.id} ${JSON.stringify(one.kwargs).slice(0, 200)}: ${problem}`),
        [],
      );
      assert.ok(compared.length > 300, `${compared.length} cases of ${byType.size} types`);
      assert.ok(byType.size > 50);
    });

    test('agree with Great Expectations, but where the engines differ', () => {
      const wrong = compared.filter(({ one, result }) => difference(one, result) !== undefined);
      const unknown = wrong.filter(({ one, problem }) => problem !== undefined && DIFFERENT[one.id] === undefined);
      assert.deepEqual(
        unknown.map(({ one }) => one.id),
        [],
      );
    });

    test('differ where it is said that they do', () => {
      const found = new Map(compared.map(({ one, problem }) => [one.id, problem]));
      const stale = Object.keys(DIFFERENT).filter((id) => found.has(id) && found.get(id) === undefined);
      assert.deepEqual(stale, []);
    });
  });
}
