import type { FeatureRow } from '../../core/deployments/predictor-host.ts';
import type { FeatureLookup } from './feature-lookup.ts';
import { badRequest, notFound } from './http-problem.ts';
import { type AskedRow, isComputable, missingFeatures, type ServedModel } from './served-model.ts';

export interface CompleteRows {
  readonly rows: readonly AskedRow[];
  /** Of the tables that were looked into; undefined where nothing was looked up. */
  readonly commits: Readonly<Record<string, string>> | undefined;
}

/**
 * Features that a request lacks come from the feature groups, by the key of the row. What the request gives itself goes
 * first, also what it gives to compute a feature from.
 */
export async function completeRows(
  rows: readonly AskedRow[],
  model: ServedModel,
  lookup: FeatureLookup['lookup'],
): Promise<CompleteRows> {
  const lacking = new Set(rows.flatMap((row) => missingFeatures(row, model)));
  if (lacking.size === 0) return { rows, commits: undefined };
  const keys = model.keys.map(({ name }) => name);
  if (keys.length === 0 || rows.some(({ key }) => keys.some((each) => (key[each] ?? null) === null))) {
    const byKey = keys.length === 0 ? '' : `, or the key ${keys.join(', ')} to have them looked up`;
    throw badRequest(`the request lacks ${[...lacking].join(', ')}; give the features${byKey}`);
  }
  const found = await lookup(
    rows.map(({ key }) => key),
    model,
  );
  const complete = rows.map((row, index) => {
    const looked = found.rows[index];
    if (looked === undefined) {
      throw notFound(`there is no row with ${inWords(row.key)}, and the request does not give all features`);
    }
    const taken = model.features.filter(({ name }) => !isComputable(name, row, model));
    const given = Object.fromEntries(taken.map(({ name }) => [name, looked[name] ?? null]));
    return { ...row, given: { ...given, ...row.given } };
  });
  return { rows: complete, commits: found.commits };
}

function inWords(key: FeatureRow): string {
  return Object.entries(key)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ');
}
