import type { Sql } from '../engine/sql.ts';
import { toJson, type Value } from '../engine/value.ts';
import { columnNamed, type Given, type Verdict } from './judge.ts';
import { ask, type Fault, type FaultyRow, type Judging } from './need.ts';
import type { ResultDetails } from './result.ts';
import { tells } from './result-format.ts';
import { type Listing, listRows } from './unexpected-rows.ts';

/** An expectation that every row meets or breaks by itself. */
export interface RowExpectation {
  /** What a row's unexpected value is made of. */
  readonly columns: readonly string[];
  readonly written: Listing['written'];
  /** The rows that are judged; the others count as missing. */
  readonly within: Sql;
  readonly fault: Fault;
  /** For the two types that are about missing values themselves: no row is left out, and nothing is said about missing ones. */
  readonly aboutMissing?: true;
}

/** Lists of a COMPLETE result end here: what reads results holds them in memory. */
const COMPLETE_LIMIT = 10_000;

/** Counts the faulty rows, compares with `mostly`, and lists as many of them as the format asks for. */
export function* judgeRows(given: Given, rows: RowExpectation): Judging<Verdict> {
  const { within, fault } = rows;
  const about = aboutOf(rows);
  const { elements, judged, faults } = yield* ask({
    elements: { kind: 'count' },
    judged: { kind: 'count', within, about },
    faults: { kind: 'faults', fault, within, about },
  });
  const share = judged === 0 ? undefined : (judged - faults) / judged;
  const success = share === undefined || share >= Number(given.args.mostly ?? 1);
  const verdict = { success, ...(share === undefined ? {} : { share }) };
  if (given.detail.name === 'BOOLEAN_ONLY') return { ...verdict, details: {} };
  const listed = yield* listing(given, rows, faults);
  return {
    ...verdict,
    truncated: tells(given.detail, 'COMPLETE') && faults > COMPLETE_LIMIT,
    details: { ...figures(elements, judged, faults, rows.aboutMissing === true), ...listed },
  };
}

/** The one column that decides which rows are faulty, where there is one. */
function aboutOf({ columns }: RowExpectation): string | undefined {
  return columns.length === 1 ? columns[0] : undefined;
}

function figures(elements: number, judged: number, faults: number, aboutMissing: boolean): ResultDetails {
  const percent = percentage(faults, judged);
  const always = { element_count: elements, unexpected_count: faults, unexpected_percent: percent };
  if (aboutMissing) return always;
  return {
    ...always,
    missing_count: elements - judged,
    missing_percent: percentage(elements - judged, elements),
    unexpected_percent_total: percentage(faults, elements),
    unexpected_percent_nonmissing: percent,
  };
}

function percentage(part: number, whole: number): number | null {
  return whole === 0 ? null : (part / whole) * 100;
}

function* listing(given: Given, rows: RowExpectation, faults: number): Judging<ResultDetails> {
  const { detail, relation } = given;
  const { fault, within } = rows;
  const about = aboutOf(rows);
  const limit = tells(detail, 'COMPLETE') ? COMPLETE_LIMIT : detail.partial;
  const all = detail.includeRows ? relation.columns.map(({ name }) => name) : [];
  const extra = detail.includeRows ? all : detail.indexColumns;
  const columns = [...new Set([...rows.columns, ...extra])];
  for (const name of detail.indexColumns) columnNamed(relation, name);
  const found: readonly FaultyRow[] =
    faults === 0 || limit === 0
      ? []
      : (yield* ask({ rows: { kind: 'faulty-rows', fault, within, about, columns, limit } } as const)).rows;
  const shape: Listing = { ...rows, all, detail };
  return listRows(
    found.map((row) => ({
      position: row.position,
      values: new Map(columns.map((name, index) => [name, toJson(row.values[index] as Value)] as const)),
    })),
    shape,
  );
}
