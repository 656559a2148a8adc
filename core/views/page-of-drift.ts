import { driftTest } from '../catalogue/drift-tests.ts';
import type { DriftResult, FeatureDrift } from '../monitoring/drift-result.ts';
import type { Picture, PictureBin } from '../monitoring/picture.ts';
import { byDistance, reasonOf } from '../reports/drift-words.ts';
import { number } from '../reports/numbers-in-words.ts';
import { show } from '../reports/values-in-words.ts';
import type { DriftBin, DriftFeature, DriftPage } from './drift-page.ts';

/** The page of a drift result. Features that are neither numbers nor categories have nothing to draw, and are left out. */
export function pageOfDrift(
  result: DriftResult,
  about: Pick<DriftPage, 'monitor' | 'file' | 'ranAt' | 'seconds'> & {
    readonly reference: string;
    readonly current: string;
  },
): Omit<DriftPage, 'id'> {
  const { monitor, file, ranAt, seconds } = about;
  return {
    kind: 'drift',
    monitor,
    file,
    reference: { label: about.reference, rows: result.rows.reference },
    current: { label: about.current, rows: result.rows.current },
    drifted: result.drifted,
    share: result.share,
    allowedShare: result.allowedShare,
    correction: result.correction,
    ranAt,
    seconds,
    features: byDistance(result.features).flatMap((each) => featureOf(each, result.correction) ?? []),
  };
}

function featureOf(each: FeatureDrift, correction: DriftResult['correction']): DriftFeature | undefined {
  const { feature, kind } = each;
  if (kind !== 'num' && kind !== 'cat') return undefined;
  const test = each.state === 'too-few' ? '' : (each.test ?? '');
  const judged = each.state === 'judged' ? each : undefined;
  return {
    feature,
    type: kind,
    test,
    title: driftTest(test)?.title ?? test,
    statistic: finite(judged?.statistic),
    pValue: finite(judged?.pValue),
    score: finite(judged?.score),
    scoreKind: driftTest(test)?.score ?? 'distance',
    threshold: judged?.threshold,
    drifted: judged?.drifted,
    reason: reasonOf(each, correction),
    missing: each.state === 'failed' ? { reference: 0, current: 0 } : each.samples.missing,
    bins: each.state === 'failed' ? [] : binsOf(each.picture),
  };
}

/** JSON has no word for infinity and for what is no number. */
function finite(value: number | undefined): number | undefined {
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

function binsOf({ bins }: Picture): readonly DriftBin[] {
  return bins.map((bin) => {
    const { reference, current } = bin;
    const range = bin.kind === 'range' ? { from: bin.from, to: bin.to } : {};
    return { label: labelOf(bin), ...range, reference, current };
  });
}

function labelOf(bin: PictureBin): string {
  if (bin.kind === 'value') return show(bin.value);
  if (bin.kind === 'others') return `${number(bin.values)} others`;
  const [from, to] = [bin.from, bin.to].map((edge) => show(Number(edge.toPrecision(4))));
  if (bin.open === 'low') return `below ${to}`;
  return bin.open === 'high' ? `${from} and above` : `[${from}, ${to})`;
}
