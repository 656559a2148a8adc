import type { AskableModel, NotAsked, Row } from './askable-model.ts';
import { picked, type TestRow } from './test-rows.ts';

/** A row of the test split as the model sees it, before and after something was changed. */
export interface ChangedRow {
  readonly row: TestRow;
  readonly before: Row;
  readonly after: Row;
}

/**
 * Rows as the model sees them, before and after. Of a column that a feature is computed from on demand, the feature is
 * computed anew; `idle` are the columns that no feature depends on.
 */
export function changedRows(
  { model, features }: { readonly model: Pick<AskableModel, 'onDemand'>; readonly features: readonly string[] },
  change: Readonly<Record<string, unknown>>,
  rows: readonly TestRow[],
): { readonly rows: readonly ChangedRow[]; readonly idle: readonly string[] } | NotAsked {
  const names = Object.keys(change);
  const seen = names.filter((name) => features.includes(name));
  const computed = model.onDemand.filter(
    ({ name, parameters }) => !names.includes(name) && parameters.some((each) => names.includes(each)),
  );
  const idle = names.filter((name) => !seen.includes(name) && !computed.some((each) => each.parameters.includes(name)));
  const there = new Set([...Object.keys(rows[0]?.values ?? {}), ...names]);
  for (const { name, parameters } of computed) {
    const missing = parameters.find((each) => !there.has(each));
    if (missing === undefined) continue;
    return { lacking: `${name} is computed from ${parameters.join(', ')}, and the training data lacks ${missing}` };
  }
  const kept = features.filter((name) => !computed.some((each) => each.name === name));
  const shown = [...new Set([...kept, ...computed.flatMap(({ parameters }) => parameters)])];
  const made = rows.map((row): ChangedRow => {
    const values = { ...row.values, ...(change as Row) };
    return {
      row,
      before: picked(row.values, features),
      after: picked(values, computed.length === 0 ? features : shown),
    };
  });
  return { rows: made, idle };
}
