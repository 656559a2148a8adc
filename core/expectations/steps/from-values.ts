import type { QueryOptions } from '../../engine/query-engine.ts';
import { joinSql, type Sql, sql } from '../../engine/sql.ts';
import type { Figures, Statement } from '../compiled.ts';
import type { Gathering } from '../gathering.ts';
import type { Answer } from '../need.ts';
import type { ValueCounts } from '../value-counts.ts';
import { answers, noteSource, type Request, requestsOf, type Shared, type Step } from './step.ts';

/** The column whose counted values answer the need, where there is one. */
export function countedColumn({ compiled }: Shared): string | undefined {
  if (compiled.kind === 'selects') return undefined;
  return compiled.overValues?.column ?? (compiled.kind === 'figures' ? compiled.tally?.column : undefined);
}

/**
 * Answers from the different values of a column, each with the number of its rows: a dozen texts are compared instead
 * of ten million (ten to forty times faster, measured), whatever the comparison costs.
 */
export function fromValues(asked: readonly Shared[], counts: ValueCounts): readonly Step[] {
  const isTally = ({ compiled }: Shared): boolean => compiled.kind === 'figures' && compiled.tally !== undefined;
  const tallies = asked.filter((one): one is Shared<Figures> => isTally(one));
  const statements = asked.filter((one): one is Shared<Figures | Statement> => !isTally(one));
  return [
    ...(tallies.length === 0 ? [] : [talliesOf(tallies, counts)]),
    ...statements.map((one) => statementOf(one, counts)),
  ];
}

function talliesOf(asked: readonly Shared<Figures>[], counts: ValueCounts): Step {
  const figures = asked.map(({ compiled }) => rowsWhere(compiled, counts));
  return {
    requests: asked.flatMap(requestsOf),
    parts: asked.length > 1 ? asked.map((one) => talliesOf([one], counts)) : [],
    async run(gathering, options) {
      const { rows } = await gathering.engine.query(sql`SELECT ${joinSql(figures, ', ')} FROM ${counts.from}`, options);
      note(gathering, counts, asked.length);
      return new Map(asked.flatMap((one, index) => answers(one, ({ read }) => read([rows[0]?.[index] ?? 0]))));
    },
  };
}

function rowsWhere({ tally }: Figures, { count }: ValueCounts): Sql {
  return sql`coalesce(sum(${count}) FILTER (WHERE ${tally?.condition ?? sql`TRUE`}), 0)`;
}

function statementOf(one: Shared<Figures | Statement>, counts: ValueCounts): Step {
  return {
    requests: requestsOf(one),
    parts: [],
    async run(gathering: Gathering, options: QueryOptions): Promise<ReadonlyMap<Request, Answer>> {
      const { overValues } = one.compiled;
      if (overValues === undefined) return new Map();
      const { rows } = await gathering.engine.query(overValues.statement(counts.from, counts.count), options);
      note(gathering, counts, 1);
      return new Map(answers(one, (reader) => (reader.overValues ?? overValues).read(rows)));
    },
  };
}

function note(gathering: Gathering, { isKept }: ValueCounts, needs: number): void {
  noteSource(gathering, isKept ? 'kept' : 'values', needs);
}
