import { driftTest } from '../catalogue/drift-tests.ts';
import type { QueryEngine, QueryOptions } from '../engine/query-engine.ts';
import { sql } from '../engine/sql.ts';
import { PlumblineError } from '../platform/problem.ts';
import { automatic, evidentlyDefault } from './choose-test.ts';
import { type Correction, corrected } from './correction.ts';
import { type DriftResult, type FeatureDrift, shareOfDrift } from './drift-result.ts';
import { type FeatureKind, kindOfFeature } from './feature-kind.ts';
import { cannotTest } from './outcome.ts';
import { pictureOf } from './picture.ts';
import { readSamples, type Samples, type Side } from './read-samples.ts';
import type { Rows } from './rows.ts';
import { isDrift, runTest } from './run-test.ts';
import { pooledDistinct, sizes } from './sample.ts';
import { shiftOf } from './shift.ts';

export interface DriftRequest {
  readonly reference: Rows;
  readonly current: Rows;
  /** All columns of either side by default. */
  readonly columns?: readonly string[];
  readonly kinds?: Readonly<Record<string, FeatureKind>>;
  /** The test of a column, by name or `auto` or `evidently-default`, and where its score begins to be drift. */
  readonly testOf: (column: string) => TestChoice;
  readonly correction?: Correction;
  /** Of a side with fewer values nothing is concluded. */
  readonly minRows?: number;
  /** The data drifts when this share of its features does; half of them by default. */
  readonly share?: number;
  readonly onFeature?: (feature: string, fraction: number) => void;
}

export interface TestChoice {
  readonly test: string;
  readonly threshold?: number;
}

/** Compares two sides feature by feature. What cannot be compared is told where it is, and does not count. */
export async function findDrift(
  engine: QueryEngine,
  request: DriftRequest,
  options: QueryOptions = {},
): Promise<DriftResult> {
  const columns = request.columns ?? namesOfBoth(request);
  const rows = {
    reference: await countOf(engine, request.reference, options),
    current: await countOf(engine, request.current, options),
  };
  const measured: FeatureDrift[] = [];
  for (const [index, column] of columns.entries()) {
    request.onFeature?.(column, index / columns.length);
    measured.push(await measure(engine, request, rows, column, options));
  }
  const features = afterCorrection(measured, request.correction ?? 'none');
  const allowedShare = request.share ?? 0.5;
  return {
    ...shareOfDrift(features, allowedShare),
    allowedShare,
    correction: request.correction ?? 'none',
    rows,
    features,
  };
}

function namesOfBoth({ reference, current }: DriftRequest): readonly string[] {
  return [...new Set([...reference.columns, ...current.columns].map(({ name }) => name))];
}

async function countOf(engine: QueryEngine, rows: Rows, options: QueryOptions): Promise<number> {
  return Number((await engine.query(sql`SELECT count(*) FROM (${rows.select}) AS data`, options)).rows[0]?.[0]);
}

async function measure(
  engine: QueryEngine,
  request: DriftRequest,
  totals: DriftResult['rows'],
  feature: string,
  options: QueryOptions,
): Promise<FeatureDrift> {
  const choice = request.testOf(feature);
  let kind = request.kinds?.[feature];
  try {
    const reference = sideOf(request.reference, totals.reference, feature);
    const current = sideOf(request.current, totals.current, feature);
    kind ??= await inferredKind(engine, reference, choice.test, options);
    const compared = comparable(feature, kind);
    const { pair, ...samples } = await readSamples(engine, reference, current, compared, options);
    const { minRows = 1 } = request;
    if (Math.min(samples.values.reference, samples.values.current) < Math.max(1, minRows)) {
      assertValues(samples, minRows);
      return { feature, kind, drifted: false, state: 'too-few', minRows, samples, picture: pictureOf(pair) };
    }
    const test = chosen(choice.test, compared, pair);
    const outcome = runTest(test, pair);
    const p = outcome.kind === 'p-value' ? outcome.p : undefined;
    return {
      feature,
      kind,
      drifted: false,
      state: 'judged',
      test,
      ...(test === choice.test ? {} : { chosenBy: choice.test }),
      statistic: outcome.kind === 'p-value' ? outcome.statistic : outcome.distance,
      pValue: p,
      score: outcome.kind === 'p-value' ? outcome.p : outcome.distance,
      threshold: choice.threshold ?? thresholdOf(test, choice.test),
      samples,
      shift: shiftOf(pair),
      picture: pictureOf(pair),
    };
  } catch (error) {
    // A test that does not fit one feature is no reason not to compare the others; anything else is.
    if (!(error instanceof PlumblineError) || error.kind !== 'failed') throw error;
    const { message: what, why, help } = error;
    const named = driftTest(choice.test) === undefined ? {} : { test: choice.test };
    const words = { what, ...(why === undefined ? {} : { why }), ...(help === undefined ? {} : { help }) };
    return { feature, kind: kind ?? 'other', drifted: false, state: 'failed', ...named, error: words };
  }
}

/** Few whole numbers are categories, unless they are to be compared by a test that takes numbers alone. */
async function inferredKind(
  engine: QueryEngine,
  { rows, column }: Side,
  test: string,
  options: QueryOptions,
): Promise<FeatureKind> {
  const kind = await kindOfFeature(engine, rows, column, options);
  const wantsNumbers = driftTest(test)?.features.includes('categorical') === false;
  return kind === 'cat' && column.valueType === 'integer' && wantsNumbers ? 'num' : kind;
}

function sideOf(rows: Rows, total: number, feature: string): Side {
  const column = rows.columns.find(({ name }) => name === feature);
  if (column !== undefined) return { rows, total, column };
  throw cannotTest(`${rows.label} has no column ${feature}`, 'both sides must have it', 'rename it, or leave it out');
}

function comparable(feature: string, kind: FeatureKind): 'num' | 'cat' {
  if (kind === 'num' || kind === 'cat') return kind;
  const [what, why, help] = {
    text: [
      'free text is not compared',
      'that takes a classifier',
      `compare its length; or, if it is a code, say ${feature}=cat`,
    ],
    datetime: ['times are not compared', 'they move by their nature', 'compare features made from them'],
    other: ['lists and structs are not compared', 'they have no order and no categories', 'compare their parts'],
  }[kind];
  throw cannotTest(what ?? '', why ?? '', help ?? '');
}

/** A side without any value is an error with Evidently, unless fewer rows than there must be are no surprise. */
function assertValues({ values }: Omit<Samples, 'pair'>, minRows: number): void {
  if (minRows > 1) return;
  const empty = values.reference === 0 ? 'the reference' : 'the current data';
  throw cannotTest(`${empty} has no value`, 'the column is empty, or there are no rows', 'look at what was read');
}

function chosen(name: string, kind: 'num' | 'cat', pair: Parameters<typeof automatic>[0]): string {
  if (name === 'auto') return automatic(pair);
  if (name === 'evidently-default') return evidentlyDefault(kind, sizes(pair).reference, pooledDistinct(pair));
  return name;
}

/** Where a permutation test was our own choice, it has the level of the other tests that are. */
function thresholdOf(test: string, asked: string): number {
  return asked === 'auto' && test === 'TVD' ? 0.05 : (driftTest(test)?.threshold ?? 0.1);
}

function afterCorrection(features: readonly FeatureDrift[], correction: Correction): readonly FeatureDrift[] {
  const tested = features.filter((each) => each.state === 'judged' && each.pValue !== undefined);
  const values = tested.map((each) => (each.state === 'judged' ? (each.pValue ?? 1) : 1));
  const scores = new Map(corrected(values, correction).map((score, index) => [tested[index], score]));
  return features.map((each) => {
    if (each.state !== 'judged') return each;
    const score = scores.get(each) ?? each.score;
    return { ...each, score, drifted: isDrift(each.test, score, each.threshold) };
  });
}
