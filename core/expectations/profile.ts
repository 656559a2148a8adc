import type { Expectation, ExpectationSuite } from '../definitions/expectation-suite.ts';
import { type DataSource, labelOf } from '../engine/data-source.ts';
import type { QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { sql } from '../engine/sql.ts';
import { type Json, toJson } from '../engine/value.ts';
import { type ColumnSummary, summarizeColumns } from './column-summary.ts';
import { onlyColumns } from './only-columns.ts';
import { type DrawnSuite, profileToYaml, suiteOf } from './profile-to-yaml.ts';
import { type CandidateKey, candidateKeys } from './profiling/candidate-keys.ts';
import { type ColumnFacts, columnFacts } from './profiling/column-facts.ts';
import { columnProposals, mayBeSet } from './profiling/column-proposals.ts';
import { dependencies } from './profiling/dependencies.ts';
import { type PiiHint, piiHint } from './profiling/pii-hints.ts';
import type { Proposal } from './profiling/proposal.ts';
import { count, seenOfColumn } from './profiling/seen.ts';
import { type Semantics, semanticsOf } from './profiling/semantic-types.ts';
import { tableProposals } from './profiling/table-proposals.ts';

export interface ProfileRequest {
  readonly engine: QueryEngine;
  readonly source: DataSource | Relation;
  /** Name of the suite. */
  readonly name: string;
  /** The feature group that the suite is about, such as `flights@1`. */
  readonly featureGroup?: string;
  readonly signal?: AbortSignal;
  /** Told what is being done now. */
  readonly onProgress?: (message: string) => void;
}

export interface Profile {
  readonly suite: ExpectationSuite;
  /** The suite as a file, with comments that say what was seen, and what each expectation rests on. */
  readonly yaml: string;
  readonly columns: readonly ProfiledColumn[];
  readonly rows: number;
  readonly drawn: DrawnSuite;
}

export interface ProfiledColumn extends ColumnSummary {
  readonly semantic_type: Semantics['type'];
  readonly semantic_confidence: number;
  readonly pii?: PiiHint;
  /** Whether its values differ in all rows, in nearly all, or in hardly any; undefined for all between. */
  readonly variety?: 'constant' | 'nearly constant' | 'nearly unique' | 'unique';
}

/**
 * Draws a suite from data: what holds of it today, with as much room to live as rules from statistics say the next
 * batch needs (docs/profiling.md). A person decides what must hold tomorrow.
 */
export async function profileSource(request: ProfileRequest): Promise<Profile> {
  const { engine, source, name, featureGroup, signal, onProgress } = request;
  onProgress?.('reading the data');
  const relation = 'from' in source ? source : await engine.open(source, { signal });
  onProgress?.(`looking at ${relation.columns.length} columns`);
  const summaries = await summarizeColumns(engine, relation, { signal });
  const facts = await columnFacts(engine, relation, summaries, { signal });
  const semantics = new Map(facts.map((each) => [each.column.name, semanticsOf(each)]));
  onProgress?.('looking for keys and what columns decide of each other');
  const keys = await candidateKeys(engine, relation, facts, semantics, { signal });
  const decided = await dependencies(engine, relation, facts, { signal });
  const sets = await valueSets(engine, relation, facts, { signal });
  const rows = summaries[0]?.rows ?? 0;
  const columns = facts.map((each) => profiledColumn(each, semantics.get(each.column.name) as Semantics));
  const drawn: DrawnSuite = {
    name,
    ...(featureGroup === undefined ? {} : { feature_group: featureGroup }),
    label: 'from' in source ? source.label : labelOf(source),
    seen: `${count(rows, 'row')}, ${count(columns.length, 'column')}`,
    columns: facts.map((each, index) => ({
      column: each.column.name,
      seen: seenOfColumn(each, semantics.get(each.column.name) as Semantics, columns[index]?.pii),
    })),
    proposals: [
      ...tableProposals(
        rows,
        relation.columns.map((column) => column.name),
        keys,
      ),
      ...facts.flatMap((each, index) => {
        const { name } = each.column;
        const isKey = isOnlyKey(keys, name);
        const proposals = columnProposals(each, semantics.get(name) as Semantics, { set: sets.get(name), isKey });
        return withPii(proposals, columns[index]?.pii);
      }),
    ],
    keys,
    dependencies: decided,
  };
  return { suite: suiteOf(drawn), yaml: profileToYaml(drawn), columns, rows, drawn };
}

function isOnlyKey(keys: readonly CandidateKey[], name: string): boolean {
  return keys.some(({ columns, confidence }) => columns.length === 1 && columns[0] === name && confidence >= 0.9);
}

/** The hint stands beside every proposal of the column, and in the file on the first. */
function withPii(proposals: readonly Proposal[], pii: PiiHint | undefined): readonly Proposal[] {
  if (pii === undefined) return proposals;
  return proposals.map((proposal, index) => {
    const expectation: Expectation = {
      ...proposal.expectation,
      meta: { pii: pii.kind, pii_confidence: pii.confidence },
    };
    return { ...proposal, pii, ...(index === 0 ? { expectation } : {}) };
  });
}

function profiledColumn(facts: ColumnFacts, semantics: Semantics): ProfiledColumn {
  const { summary, values } = facts;
  const pii = piiHint(facts, semantics);
  const variety = varietyOf(summary.rows - summary.missing, values);
  return {
    ...summary,
    semantic_type: semantics.type,
    semantic_confidence: semantics.confidence,
    ...(pii === undefined ? {} : { pii }),
    ...(variety === undefined ? {} : { variety }),
  };
}

function varietyOf(present: number, values: ColumnFacts['values']): ProfiledColumn['variety'] {
  if (values === undefined || present < 2) return undefined;
  if (values.distinct === 1) return 'constant';
  if (values.distinct === present) return 'unique';
  if (values.largest >= 0.99) return 'nearly constant';
  return values.distinct >= 0.99 * present ? 'nearly unique' : undefined;
}

/** All values of columns of text that have few of them. */
async function valueSets(
  engine: QueryEngine,
  relation: Relation,
  facts: readonly ColumnFacts[],
  options: QueryOptions,
): Promise<ReadonlyMap<string, readonly Json[]>> {
  const sets = new Map<string, readonly Json[]>();
  for (const { column } of facts.filter(mayBeSet)) {
    const value = engine.dialect.identifier(column.name);
    const { rows } = await engine.query(
      sql`SELECT DISTINCT ${value} AS v FROM ${onlyColumns(relation, [column.name]).from} WHERE ${value} IS NOT NULL ORDER BY v`,
      options,
    );
    sets.set(
      column.name,
      rows.map(([v = null]) => toJson(v)),
    );
  }
  return sets;
}
