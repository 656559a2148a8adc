import { aliasesOf } from '../../core/registry/aliases.ts';
import { findAsset } from '../../core/registry/assets.ts';
import type { ComparisonPage } from '../../core/views/comparison-page.ts';
import { type ComparedVersion, pageOfComparison } from '../../core/views/page-of-comparison.ts';
import type { ModelVersionDetails, StoredEvaluation } from '../../core/views/stored-evaluation.ts';
import { versionNow } from '../../core/views/version-now.ts';
import type { Session } from '../session.ts';

/** Two registered versions of a model, side by side; undefined where the registry lacks one of them. */
export async function comparisonPage(
  session: Pick<Session, 'query' | 'whole'>,
  model: string,
  [left, right]: readonly [number, number],
): Promise<ComparisonPage | undefined> {
  const name = model.replace(/^model:/, '');
  const [before, after] = await Promise.all([
    comparedVersion(session, name, left),
    comparedVersion(session, name, right),
  ]);
  return before === undefined || after === undefined ? undefined : pageOfComparison(before, after);
}

async function comparedVersion(
  { query, whole }: Pick<Session, 'query' | 'whole'>,
  name: string,
  version: number,
): Promise<ComparedVersion | undefined> {
  const found = await query((db) => {
    const details = versionNow(db, findAsset(db, 'model-version', name, version))?.details as
      | ModelVersionDetails
      | undefined;
    const aliases = aliasesOf(db, 'model-version', name).filter((each) => each.version === version);
    return { details, aliases: aliases.map(({ alias }) => alias) };
  });
  const { details, aliases } = found;
  if (!isWhole(details)) return undefined;
  const stored = (await whole(details.evaluation)) as StoredEvaluation | undefined;
  return { name, version, aliases, details, evaluation: stored?.page };
}

/** Another version of Plumbline may have written something else. */
function isWhole(details: Partial<ModelVersionDetails> | null | undefined): details is ModelVersionDetails {
  return (
    typeof details?.task === 'string' &&
    typeof details.metrics === 'object' &&
    typeof details.trainingDataset === 'object' &&
    typeof details.code === 'object' &&
    Array.isArray(details.features) &&
    Array.isArray(details.gates)
  );
}
