import { DRIFT_TEST_CHOICES, DRIFT_TESTS } from '../core/catalogue/drift-tests.ts';
import { nearestName } from '../core/catalogue/nearest-name.ts';
import type { Correction } from '../core/monitoring/correction.ts';
import type { FeatureKind } from '../core/monitoring/feature-kind.ts';
import type { DriftRequest } from '../core/monitoring/find-drift.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { MonitorFile } from './monitor-side.ts';

/** How two sides are to be compared, whatever they are. */
export interface HowToCompare extends Pick<DriftRequest, 'kinds' | 'testOf' | 'correction' | 'minRows' | 'share'> {
  /** Columns asked for by name; undefined: those that the sides compare by themselves. */
  readonly columns: readonly string[] | undefined;
}

type Options = Readonly<Record<string, unknown>>;

const KINDS: readonly FeatureKind[] = ['num', 'cat', 'text', 'datetime'];

/** The options of the command line. */
export function howByOptions(options: Options): HowToCompare {
  const test = knownTest(String(options.test ?? 'auto'));
  const threshold = numberOf(options, 'threshold', '--threshold', 0);
  const minRows = numberOf(options, 'minRows', '--min-rows', 1);
  const columns = options.column as readonly string[] | undefined;
  return {
    columns: columns === undefined ? undefined : [...new Set(columns)],
    kinds: kindsOf((options.type ?? []) as readonly string[]),
    testOf: () => ({ test, ...(threshold === undefined ? {} : { threshold }) }),
    correction: (options.correction ?? 'none') as Correction,
    ...(minRows === undefined ? {} : { minRows }),
  };
}

/** What a monitor's file says. */
export function howByMonitor({ definition }: MonitorFile): HowToCompare {
  const { features, tests = {}, min_rows: minRows, correction, share } = definition;
  const named: Readonly<Record<string, (typeof tests)[string]>> = tests;
  return {
    columns: Array.isArray(features) ? features.filter((feature) => typeof feature === 'string') : undefined,
    testOf(column) {
      const test = (Object.hasOwn(named, column) ? named[column] : undefined) ?? named.default ?? 'auto';
      if (typeof test === 'string') return { test: knownTest(test) };
      const { threshold } = test;
      return { test: knownTest(test.test ?? 'auto'), ...(threshold === undefined ? {} : { threshold }) };
    },
    ...(correction === undefined ? {} : { correction }),
    ...(minRows === undefined ? {} : { minRows }),
    ...(share === undefined ? {} : { share }),
  };
}

function knownTest(name: string): string {
  const names = [...DRIFT_TEST_CHOICES, ...DRIFT_TESTS].map((test) => test.name);
  if (names.includes(name)) return name;
  const nearest = nearestName(name, names);
  throw new PlumblineError('usage', `there is no drift test ${name}`, {
    help: nearest === undefined ? `one of ${names.join(', ')}` : `did you mean ${nearest}?`,
  });
}

function kindsOf(given: readonly string[]): Readonly<Record<string, FeatureKind>> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.lastIndexOf('=');
      const kind = KINDS.find((each) => each === text.slice(at + 1));
      if (at > 0 && kind !== undefined) return [text.slice(0, at), kind] as const;
      throw new PlumblineError('usage', `--type ${text}: this names no type`, {
        help: 'write COLUMN=num or COLUMN=cat',
      });
    }),
  );
}

function numberOf(options: Options, key: string, flag: string, least: number): number | undefined {
  const given = options[key];
  if (given === undefined) return undefined;
  const value = Number(given);
  if (String(given).trim() !== '' && Number.isFinite(value) && value >= least) return value;
  throw new PlumblineError('usage', `${flag} ${given}: this is no number from ${least} on`);
}
