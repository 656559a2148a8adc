import assert from 'node:assert/strict';
import type { ExpectationResult } from '../../core/expectations/result.ts';

/** Fails where two ways to judge come to other results. */
export function agree(
  found: readonly ExpectationResult[],
  wanted: readonly ExpectationResult[],
  what: string,
  exact = 1e-9,
): void {
  for (const [index, one] of wanted.entries()) {
    const { type, kwargs } = one.expectation_config;
    const words = `${what}: ${type} ${JSON.stringify(kwargs)} ${JSON.stringify(found[index]?.exception_info)}`;
    assert.deepEqual(aligned(essence(found[index]), essence(one), exact), essence(one), words);
  }
}

/** What was found, with each figure that is as good as the wanted one replaced by that: sums of floats depend on the order. */
function aligned(found: unknown, wanted: unknown, exact: number): unknown {
  if (typeof found === 'number' && typeof wanted === 'number') {
    // The smallest doubles of all have no digits to spare.
    const near = exact * Math.max(Math.abs(found), Math.abs(wanted)) + 1e-300;
    return Math.abs(found - wanted) <= near ? wanted : found;
  }
  if (Array.isArray(found) && Array.isArray(wanted))
    return found.map((each, index) => aligned(each, wanted[index], exact));
  if (typeof found !== 'object' || found === null || typeof wanted !== 'object' || wanted === null) return found;
  const other = wanted as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(found).map(([key, value]) => [key, aligned(value, other[key], exact)]));
}

/** All but how an error is put. */
function essence(result: ExpectationResult | undefined): unknown {
  const { success, result: details, meta, exception_info } = result ?? assert.fail();
  return JSON.parse(
    JSON.stringify({ success, details, outcome: meta.plumbline.outcome, raised: exception_info.raised_exception }),
  );
}
