import { binned, equalEdges, inBins } from './bins.ts';
import { quantileOf } from './describe.ts';
import { asCategorical, type Category, distinctIn, pooled, type SamplePair, sizes } from './sample.ts';

/** Both distributions over the same bins, for a page: shares of each side. */
export interface Picture {
  readonly bins: readonly PictureBin[];
}

export type PictureBin =
  /** `[from, to)`; the outermost ones also hold what lies beyond them, where `open` says so. */
  | (SharesOfBoth & {
      readonly kind: 'range';
      readonly from: number;
      readonly to: number;
      readonly open?: 'low' | 'high';
    })
  | (SharesOfBoth & { readonly kind: 'value'; readonly value: Category })
  /** What is left beside the most common values: how many they are. */
  | (SharesOfBoth & { readonly kind: 'others'; readonly values: number });

export interface SharesOfBoth {
  readonly reference: number;
  readonly current: number;
}

const BINS = 24;
/** Up to so many different numbers each has a bin of its own. */
const FEW_NUMBERS = 20;
const MOST_CATEGORIES = 15;
/** What lies outside this middle of all values goes into the outermost bins: one outlier must not flatten the rest. */
const TAIL = 0.005;

export function pictureOf(pair: SamplePair): Picture {
  const all = pair.kind === 'numeric' ? pooled(pair) : undefined;
  if (pair.kind !== 'numeric' || all === undefined || distinctIn(all) <= FEW_NUMBERS) return { bins: valueBins(pair) };
  const [low, high] = [quantileOf(all, TAIL), quantileOf(all, 1 - TAIL)];
  const narrow = low < high;
  const bounds = narrow ? equalEdges(low, high, BINS) : (binned(pair).edges ?? [low, high]);
  const last = bounds.length - 2;
  const open = [Math.min(all[0] ?? low, low), ...bounds.slice(1, -1), Math.max(all[all.length - 1] ?? high, high)];
  const counts = inBins(pair, open);
  const of = sizes(pair);
  return {
    bins: counts.reference.map((count, index) => ({
      kind: 'range',
      from: bounds[index] ?? low,
      to: bounds[index + 1] ?? high,
      ...(index === 0 && (open[0] ?? low) < (bounds[0] ?? low) ? { open: 'low' as const } : {}),
      ...(index === last && (open[last + 1] ?? high) > (bounds[last + 1] ?? high) ? { open: 'high' as const } : {}),
      reference: count / Math.max(1, of.reference),
      current: (counts.current[index] ?? 0) / Math.max(1, of.current),
    })),
  };
}

function valueBins(pair: SamplePair): readonly PictureBin[] {
  const { categories, reference, current } = asCategorical(pair);
  const of = sizes(pair);
  const bins = categories.map((value, index) => ({
    kind: 'value' as const,
    value,
    reference: (reference[index] ?? 0) / Math.max(1, of.reference),
    current: (current[index] ?? 0) / Math.max(1, of.current),
  }));
  if (pair.kind === 'numeric') return bins;
  const common = bins.toSorted((a, b) => Math.max(b.reference, b.current) - Math.max(a.reference, a.current));
  if (common.length <= MOST_CATEGORIES) return common;
  const rest = common.slice(MOST_CATEGORIES - 1);
  const total = (side: 'reference' | 'current') => rest.reduce((all, bin) => all + bin[side], 0);
  const others = {
    kind: 'others' as const,
    values: rest.length,
    reference: total('reference'),
    current: total('current'),
  };
  return [...common.slice(0, MOST_CATEGORIES - 1), others];
}
