import type { QueryOptions } from '../../engine/query-engine.ts';
import type { Value } from '../../engine/value.ts';
import { climbOf } from '../climbing-values.ts';
import { compileFaultyRows } from '../compile-faults.ts';
import type { Selects, Statement } from '../compiled.ts';
import { differentRows } from '../different-values.ts';
import { faultyFiles, inFiles } from '../faulty-files.ts';
import { type Gathering, noteRead } from '../gathering.ts';
import type { Answer } from '../need.ts';
import { answers, noteSource, type Request, requestsOf, type Shared, type Step } from './step.ts';

/** Answers a need by a query of its own, or finds a shorter way to the same answer. */
export function fromPass(one: Shared<Statement | Selects>): Step {
  return {
    requests: requestsOf(one),
    parts: [],
    async run(gathering, options): Promise<ReadonlyMap<Request, Answer>> {
      const { compiled, rows } = one;
      noteSource(gathering, 'passes');
      const inSome = await fromSomeFiles(one, gathering, options);
      if (inSome !== undefined) return inSome;
      noteRead(gathering, rows.relation);
      if (compiled.kind === 'selects') {
        const answer = await compiled.run(gathering.engine, options);
        return new Map(answers(one, () => answer));
      }
      const found = (await shortcut(one as Shared<Statement>, gathering, options)) ?? (await all(compiled));
      return new Map(answers(one, (reader) => (reader.kind === 'statement' ? reader.read(found) : 0)));

      async function all({ statement }: Statement): Promise<readonly (readonly Value[])[]> {
        return (await gathering.engine.query(statement, options)).rows;
      }
    },
  };
}

/** Rows that fail, from the first files that have so many of them. */
async function fromSomeFiles(
  one: Shared<Statement | Selects>,
  gathering: Gathering,
  options: QueryOptions,
): Promise<ReadonlyMap<Request, Answer> | undefined> {
  const { rows } = one;
  const need = requestsOf(one)[0]?.need;
  if (need?.kind !== 'faulty-rows') return undefined;
  const files = await faultyFiles(need, rows, gathering, options);
  if (files === undefined) return undefined;
  noteRead(gathering, rows.relation, files);
  const relation = await inFiles(rows.relation, files, options, gathering);
  const { statement, read } = compileFaultyRows(need, { ...rows, relation }, gathering.engine.dialect);
  const found = read((await gathering.engine.query(statement, options)).rows);
  return new Map(requestsOf(one).map((request) => [request, found]));
}

/** What the long way would end in, where what is known of the columns says it. */
async function shortcut(
  { compiled, rows }: Shared<Statement>,
  gathering: Gathering,
  options: QueryOptions,
): Promise<readonly (readonly Value[])[] | undefined> {
  const { groups, climb } = compiled;
  if (groups !== undefined) {
    // Where all values are different, every group has one row.
    const different = await differentRows(groups.columns, groups.within, rows, gathering, options);
    return different === undefined ? undefined : [[different, null]];
  }
  if (climb === undefined) return undefined;
  const found = await climbOf(climb.column, rows, gathering, options);
  return found !== undefined && (climb.order === '>' || found.falls === 0) ? [[found.falls]] : undefined;
}
