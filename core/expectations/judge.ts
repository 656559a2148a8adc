import { nearestName } from '../catalogue/nearest-name.ts';
import type { Column, QueryEngine, Relation } from '../engine/query-engine.ts';
import type { Sql } from '../engine/sql.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { Judging } from './need.ts';
import type { ResultDetails } from './result.ts';
import type { Detail } from './result-format.ts';

/** One type of expectation, as we judge it. */
export interface Judge {
  readonly type: string;
  judge(given: Given): Judging<Verdict>;
  /** The same without any look at the rows, where the columns tell everything. */
  readonly byColumns?: (given: GivenColumns) => Verdict;
}

/** What a judge is given that looks at the columns only. */
export interface GivenColumns extends Pick<Given, 'args' | 'detail'> {
  readonly relation: Pick<Relation, 'label' | 'columns' | 'misfits'>;
}

/** What a judge is given: the arguments (parameters filled in, read as the catalogue says), and the data. */
export interface Given {
  readonly args: Readonly<Record<string, unknown>>;
  readonly relation: Relation;
  readonly engine: QueryEngine;
  readonly detail: Detail;
  /** Other data that the suite may name. */
  readonly others: OtherData;
}

export interface OtherData {
  /** A table by its name. */
  table(name: string): Relation | undefined;
  /** Whether a data source of this name can be queried. */
  hasSource(name: string): boolean;
}

export interface Verdict {
  readonly success: boolean;
  /** Share of the judged rows that are as expected, for expectations that judge rows and where there are any. */
  readonly share?: number;
  /** As much of the result as the format asks for. */
  readonly details: ResultDetails;
  readonly truncated?: boolean;
}

/** A judge that needs no look at the rows. */
export function atOnce(type: string, verdict: (given: GivenColumns) => Verdict): Judge {
  return {
    type,
    byColumns: verdict,
    // biome-ignore lint/correctness/useYield: it asks for nothing, yet goes the way of the others.
    *judge(given): Judging<Verdict> {
      return verdict(given);
    },
  };
}

/** A verdict on one observed value. */
export function observed(success: boolean, value: ResultDetails['observed_value'], more: ResultDetails = {}): Verdict {
  return { success, details: { observed_value: value, ...more } };
}

export function column({ args, relation }: Pick<GivenColumns, 'args' | 'relation'>, argument = 'column'): Column {
  return columnNamed(relation, String(args[argument]));
}

export function columns({ args, relation }: Given, argument = 'column_list'): readonly Column[] {
  return (args[argument] as readonly string[]).map((name) => columnNamed(relation, name));
}

export function columnNamed(relation: Pick<Relation, 'label' | 'columns'>, name: string): Column {
  const found = relation.columns.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = relation.columns.map((each) => each.name);
  const nearest = nearestName(name, names);
  throw new PlumblineError('failed', `the data has no column "${name}"`, {
    where: relation.label,
    why: `its columns are ${names.slice(0, 12).join(', ')}${names.length > 12 ? `, … (${names.length} in all)` : ''}`,
    ...(nearest === undefined ? {} : { help: `did you mean "${nearest}"?` }),
  });
}

/** The column as it stands in SQL. */
export function inSql({ engine }: Given, { name }: Column): Sql {
  return engine.dialect.identifier(name);
}

/** For what cannot be judged: it ends in an error result, never in a pass. */
export function cannotJudge(what: string, help?: string): PlumblineError {
  return new PlumblineError('failed', what, help === undefined ? {} : { help });
}
