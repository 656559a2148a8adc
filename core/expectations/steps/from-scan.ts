import type { QueryOptions } from '../../engine/query-engine.ts';
import { joinSql, sql } from '../../engine/sql.ts';
import type { Value } from '../../engine/value.ts';
import { figuresByFile, isByFile } from '../by-file.ts';
import { type Figures, narrowed, type Rows } from '../compiled.ts';
import { type Gathering, noteRead } from '../gathering.ts';
import { answers, noteSource, requestsOf, type Shared, type Step } from './step.ts';

/** Answers figures of the same rows by one SELECT, file by file where they add up. */
export function fromScan(asked: readonly Shared<Figures>[], rows: Rows): Step {
  return {
    requests: asked.flatMap(requestsOf),
    // Halves find the one of hundreds that fails in a few queries.
    parts: asked.length > 1 ? halves(asked).map((some) => fromScan(some, rows)) : [],
    async run(gathering, options) {
      const values = await valuesOf(
        asked.map(({ compiled }) => compiled),
        rows,
        gathering,
        options,
      );
      return new Map(asked.flatMap((one, index) => answers(one, ({ read }) => read(values[index] ?? []))));
    },
  };
}

function halves<T>(items: readonly T[]): readonly (readonly T[])[] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

async function valuesOf(
  figures: readonly Figures[],
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<readonly (readonly Value[])[]> {
  const values = new Map<Figures, readonly Value[]>();
  const adding = isByFile(rows.relation, gathering) ? figures.filter(({ addUp }) => addUp !== undefined) : [];
  if (adding.length > 0) {
    const { found, isKept } = await figuresByFile(adding, rows, gathering, options);
    for (const [index, each] of adding.entries()) {
      const total = each.addUp?.((found[index] ?? []).map((part) => part ?? undefined));
      if (total !== undefined) values.set(each, total);
    }
    noteSource(gathering, isKept ? 'kept' : 'scan', values.size);
  }
  const others = figures.filter((each) => !values.has(each));
  if (others.length > 0) {
    noteRead(gathering, rows.relation);
    noteSource(gathering, 'scan', others.length);
    const selected = joinSql(
      others.flatMap((each) => each.figures),
      ', ',
    );
    const { rows: found } = await gathering.engine.query(
      sql`SELECT ${selected} FROM ${narrowed(rows.relation.from, rows)}`,
      options,
    );
    let start = 0;
    for (const each of others) {
      values.set(each, (found[0] ?? []).slice(start, start + each.figures.length));
      start += each.figures.length;
    }
  }
  return figures.map((each) => values.get(each) ?? []);
}
