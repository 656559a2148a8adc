import type { QueryOptions } from '../../engine/query-engine.ts';
import { joinSql, sql } from '../../engine/sql.ts';
import type { Value } from '../../engine/value.ts';
import { PlumblineError } from '../../platform/problem.ts';
import { type ColumnEnds, columnEnds } from '../column-ends.ts';
import type { Figures, Told } from '../compiled.ts';
import type { Gathering } from '../gathering.ts';
import type { Answer } from '../need.ts';
import type { Request, Shared } from './step.ts';
import { answers, noteSource } from './step.ts';

/** What was told, and what is left for others to find out. */
export interface ToldByFiles {
  readonly told: ReadonlyMap<Request, Answer>;
  readonly left: readonly Shared<Figures>[];
}

/**
 * Answers from what files say of themselves, in milliseconds whatever their size. A range that holds of the smallest and the
 * largest value of every file holds of all; where it does not, rows have to be counted.
 */
export async function tellFromFiles(
  asked: readonly Shared<Figures>[],
  gathering: Gathering,
  options: QueryOptions,
): Promise<ToldByFiles> {
  const told = new Map<Request, Answer>();
  const take = (one: Shared<Figures>, values: readonly Value[]): void => {
    for (const [request, answer] of answers(one, (reader) => reader.read(values))) told.set(request, answer);
    noteSource(gathering, 'statistics');
  };
  const left: Shared<Figures>[] = [];
  const byEnds = new Map<ColumnEnds, Shared<Figures>[]>();
  for (const one of asked) {
    const { told: how } = one.compiled;
    const { relation, condition } = one.rows;
    const isOfAll = condition === undefined;
    const { files } = relation;
    if (how === undefined || files === undefined) left.push(one);
    else if (how.by === 'rows') {
      if (isOfAll) take(one, [files.all.reduce((sum, file) => sum + file.rows, 0)]);
      else left.push(one);
    } else {
      const ends = (await columnEnds(relation, gathering, options)).get(how.column);
      const count = ends && isOfAll ? countOf(how, ends) : undefined;
      if (count !== undefined) take(one, [count]);
      else if (ends !== undefined && saysMuch(how, ends, isOfAll)) byEnds.set(ends, [...(byEnds.get(ends) ?? []), one]);
      else left.push(one);
    }
  }
  const asTold = await figuresOfEnds(byEnds, gathering, options);
  for (const one of [...byEnds.values()].flat()) {
    const value = asTold.get(one);
    // A range that does not hold of an end says that there are rows to count, not how many.
    const isOpen = value === undefined || (one.compiled.told?.by === 'ends hold' && Number(value) > 0);
    if (isOpen) left.push(one);
    else take(one, [value]);
  }
  return { told, left };
}

function countOf({ by }: Told, { rows, present }: ColumnEnds): number | undefined {
  if (present === undefined) return undefined;
  if (by === 'present') return present;
  return by === 'missing' ? rows - present : undefined;
}

/** Whether the ends say it: what no row breaks, none of some rows does; but the ends of some rows are others. */
function saysMuch({ by }: Told, { ends, type }: ColumnEnds, isOfAll: boolean): boolean {
  if (ends === undefined) return false;
  if (by === 'ends hold') return true;
  // Files write -0 for the smallest zero, whichever of the two it is.
  const isZero = type === 'DOUBLE' && ends.texts.some((end) => Number(end) === 0);
  return by === 'ends' && isOfAll && !isZero;
}

/**
 * One query for all columns; what cannot be computed (a bound that does not fit the column) is left out: the scan will
 * say why.
 */
async function figuresOfEnds(
  byEnds: ReadonlyMap<ColumnEnds, readonly Shared<Figures>[]>,
  gathering: Gathering,
  { signal }: QueryOptions,
): Promise<ReadonlyMap<Shared<Figures>, Value>> {
  const asked = [...byEnds].flatMap(([{ ends }, some]) =>
    some.flatMap((one) => one.compiled.figures.map((own) => ({ one, own, from: ends?.from ?? sql`ends` }))),
  );
  if (asked.length === 0) return new Map();
  const figures = asked.map(({ own, from }) => sql`(SELECT ${own} FROM ${from})`);
  try {
    const { rows } = await gathering.engine.query(sql`SELECT ${joinSql(figures, ', ')}`, { signal });
    return new Map(asked.map(({ one }, index) => [one, rows[0]?.[index] ?? null] as const));
  } catch (error) {
    if (error instanceof PlumblineError && error.kind === 'cancelled') throw error;
    if (asked.length === 1) return new Map();
    const each = new Map<Shared<Figures>, Value>();
    for (const [ends, some] of byEnds) {
      for (const one of some) {
        for (const found of await figuresOfEnds(new Map([[ends, [one]]]), gathering, { signal })) each.set(...found);
      }
    }
    return each;
  }
}
