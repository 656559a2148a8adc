import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASES, withNumbers } from '../expectations/conformance-cases.ts';

/** A recorded case; ../shared/conformance/drift/DEFINITIONS.md tells its fields. */
export interface DriftCase {
  readonly id: string;
  readonly level: 'stattest' | 'column' | 'scipy' | 'selection' | 'dataset';
  readonly test: string | null;
  readonly feature_type?: 'num' | 'cat';
  readonly dtype?: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly reference?: readonly Cell[];
  readonly current?: readonly Cell[];
  readonly reference_counts?: Readonly<Record<string, number>>;
  readonly current_counts?: Readonly<Record<string, number>>;
  readonly expected: Expected;
  readonly accept_also?: readonly Expected[];
  readonly tolerance: { readonly rel: number; readonly abs: number; readonly p_value_abs?: number };
  readonly p?: readonly number[];
  readonly q?: readonly number[];
  readonly table?: readonly (readonly number[])[];
  readonly f_obs?: readonly number[];
  readonly f_exp?: readonly number[] | null;
  readonly column_drifted?: readonly boolean[];
  readonly reference_rows?: number;
  readonly pooled_distinct?: number;
}

export type Cell = number | string | boolean | null;

export interface Expected {
  readonly score?: number;
  readonly statistic?: number;
  readonly p_value?: number;
  readonly drifted?: boolean;
  readonly threshold?: number;
  readonly method?: string;
  readonly error?: string;
  readonly dataset_drift?: boolean;
  readonly share_of_drifted_columns?: number;
}

export function readDriftCases(): readonly DriftCase[] {
  const folder = join(CASES, 'drift');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => withNumbers(JSON.parse(line)) as DriftCase);
}

/** In words how two figures differ; undefined where they agree. */
export function differs(
  what: string,
  got: number | undefined,
  want: number | undefined,
  { rel, abs }: { readonly rel: number; readonly abs: number },
): string | undefined {
  if (want === undefined) return undefined;
  if (got !== undefined && (Object.is(got, want) || Math.abs(got - want) <= abs + rel * Math.abs(want)))
    return undefined;
  return `${what} is ${got}, not ${want}`;
}
