import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Cases that others wrote or recorded; they lie beside the repository. */
export const CASES = fileURLToPath(new URL('../../../shared/conformance/', import.meta.url));

/** Why the cases cannot be run here; in CI their absence is a failure. */
export const missingCases: string | false =
  existsSync(CASES) || process.env.CI ? false : 'the conformance cases are not on this machine';

export interface Case {
  readonly id: string;
  readonly folder: string;
  readonly title?: string;
  readonly expectation_type: string;
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly data: Table;
  readonly schema: Readonly<Record<string, string>>;
  readonly relevant_columns?: readonly string[];
  readonly extra_data?: Readonly<Record<string, Table>>;
  readonly table_name?: string;
  readonly severity?: string;
  readonly suite_parameters?: Readonly<Record<string, unknown>>;
  readonly result_format?: unknown;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly other?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly agreement?: string;
  /** What is nested in what is expected is all there may be. */
  readonly exact?: boolean;
  readonly tolerance?: number;
  readonly tags: readonly string[];
}

export type Table = Readonly<Record<string, readonly unknown[]>>;

export function readCases(folder: string): readonly Case[] {
  const path = join(CASES, folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(path, name), 'utf8').trim().split('\n'))
    .map((line) => ({ tags: [], ...(withNumbers(JSON.parse(line)) as object), folder }) as unknown as Case);
}

/** `{"$num": "Infinity"}` is a number that JSON has no word for. */
export function withNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null) return value;
  if ('$num' in value) return Number(value.$num);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNumbers(item)]));
}

const OPTIONAL = ['backend_type_names', 'row_condition:pandas', 'row_condition:spark', 'not_run', 'mixed_types'];

/** The tag that makes a case optional, if it has one. */
export function optionalTag(one: Case): string | undefined {
  return one.tags.find((tag) => OPTIONAL.includes(tag));
}
