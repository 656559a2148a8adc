import type { QueryOptions } from '../engine/query-engine.ts';
import { columnEnds } from './column-ends.ts';
import { compileNeed } from './compile-need.ts';
import { type Figures, rowsKey, type Selects, type Statement } from './compiled.ts';
import { findFewValues } from './few-values.ts';
import type { Gathering } from './gathering.ts';
import type { Answer } from './need.ts';
import { tellFromFiles } from './steps/from-files.ts';
import { fromPass } from './steps/from-pass.ts';
import { fromRanks } from './steps/from-ranks.ts';
import { fromScan } from './steps/from-scan.ts';
import { countedColumn, fromValues } from './steps/from-values.ts';
import type { Request, Shared, Step } from './steps/step.ts';
import { valueCounts } from './value-counts.ts';

/** What is known at once, and the steps that find out the rest. */
export interface Plan {
  readonly known: ReadonlyMap<Request, Answer>;
  readonly steps: readonly Step[];
}

/**
 * Plans how all requests are answered, equal ones once, each from the cheapest evidence that is exact: what files say of
 * themselves; the counted values of a column of text that has few; one scan for all other figures of the same rows; a
 * query of its own for the rest. What the cheaper evidence leaves open is asked of the next.
 */
export async function plan(requests: readonly Request[], gathering: Gathering, options: QueryOptions): Promise<Plan> {
  const shared = share(requests, gathering);
  const figures = shared.filter((one): one is Shared<Figures> => one.compiled.kind === 'figures');
  const others = shared.filter((one): one is Shared<Statement | Selects> => one.compiled.kind !== 'figures');
  const { told, left } = await tellFromFiles(figures, gathering, options);
  const { steps, rest } = await byValues([...left, ...others], gathering, options);
  const scanned = rest.filter((one): one is Shared<Figures> => one.compiled.kind === 'figures');
  const passes = rest.filter((one): one is Shared<Statement | Selects> => one.compiled.kind !== 'figures');
  const ranks = new Map<Shared<Figures>, Step>();
  for (const one of scanned) {
    const step = await fromRanks(one, gathering, options);
    if (step !== undefined) ranks.set(one, step);
  }
  const plain = scanned.filter((one) => !ranks.has(one));
  const scans = groupedBy(plain, ({ rows }) => rowsKey(rows)).map((some) => fromScan(some, some[0]!.rows));
  return { known: told, steps: [...steps, ...scans, ...ranks.values(), ...passes.map(fromPass)] };
}

/** Answers from counted values what can be, where the column has few. */
async function byValues(
  asked: readonly Shared[],
  gathering: Gathering,
  options: QueryOptions,
): Promise<{ readonly steps: readonly Step[]; readonly rest: readonly Shared[] }> {
  const columns = asked.flatMap((one) => {
    const column = countedColumn(one);
    return column === undefined ? [] : [{ relation: one.rows.relation, column }];
  });
  const hasFew = await findFewValues(columns, gathering, options);
  const numbers = await closeNumbers(asked, gathering, options);
  const isFew = (one: Shared): boolean => {
    const column = countedColumn(one);
    return column !== undefined && (hasFew(one.rows.relation, column) || numbers.has(rowsKey(one.rows, column)));
  };
  const steps: Step[] = [];
  const rest = asked.filter((one) => !isFew(one));
  for (const some of groupedBy(asked.filter(isFew), ({ rows, ...one }) =>
    rowsKey(rows, countedColumn({ rows, ...one })),
  )) {
    const [first] = some;
    if (first === undefined) continue;
    const counts = await valueCounts(countedColumn(first) ?? '', first.rows, gathering, options);
    if (counts === undefined) rest.push(...some);
    else steps.push(...fromValues(some, counts));
  }
  return { steps, rest };
}

/** Between how many whole numbers those of a column lie at most for counting each of them. */
const CLOSE = 10_000;

/**
 * Columns of whole numbers that lie close together, and of which something is asked that single figures do not say: the
 * number of different ones, the most common, a median. (Plain counts cost a scan less than counting values does.)
 */
async function closeNumbers(
  asked: readonly Shared[],
  gathering: Gathering,
  options: QueryOptions,
): Promise<ReadonlySet<string>> {
  const close = new Set<string>();
  for (const { compiled, rows } of asked) {
    const column = compiled.kind === 'selects' ? undefined : compiled.overValues?.column;
    if (column === undefined) continue;
    const told = (await columnEnds(rows.relation, gathering, options)).get(column);
    const numbers = told?.ends && /INT/.test(told.type) ? told.ends.texts.map(Number) : [];
    if (numbers.length > 0 && Math.max(...numbers) - Math.min(...numbers) < CLOSE) close.add(rowsKey(rows, column));
  }
  return close;
}

/** Puts together what is asked more than once. */
function share(requests: readonly Request[], { engine }: Gathering): readonly Shared[] {
  const shared = new Map<string, Shared>();
  for (const request of requests) {
    const { need, rows } = request;
    const compiled = compileNeed(need, rows, engine.dialect);
    const asked =
      compiled.kind === 'figures' ? compiled.figures : compiled.kind === 'statement' ? compiled.statement : need;
    const key = compiled.kind === 'selects' ? JSON.stringify(need) : rowsKey(rows, compiled.kind, asked);
    const one = shared.get(key) ?? { compiled, rows, readers: new Map() };
    one.readers.set(request, compiled);
    shared.set(key, one);
  }
  return [...shared.values()];
}

function groupedBy<T>(items: readonly T[], keyOfItem: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOfItem(item), [...(groups.get(keyOfItem(item)) ?? []), item]);
  return [...groups.values()];
}
