import { startDuckDb } from '../core/engine/duckdb.ts';
import type { Relation } from '../core/engine/query-engine.ts';
import { worstFailure } from '../core/expectations/result.ts';
import { brokenPromises } from '../core/pipelines/output-contract.ts';
import { runFolder } from '../core/pipelines/run-folders.ts';
import type { FinishedOutput, Judgement } from '../core/pipelines/run-pipeline.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { Project } from '../core/project/project.ts';
import { suitesOfGroup } from '../core/project/suites-of-group.ts';
import type { Registry } from '../core/registry/registry.ts';
import { sourceOf } from '../core/tables/group-rows.ts';
import { tableShape } from '../core/tables/table-shape.ts';
import { tablesFolder } from '../core/tables/tables-folder.ts';
import { groupTables } from './group-source.ts';
import { type Judged, judgeSuite } from './judge.ts';
import type { Output } from './output.ts';

interface RunContext {
  readonly project: Project;
  readonly registry: Registry;
  readonly run: string;
  readonly output: Output;
  readonly signal: AbortSignal;
}

/**
 * Judges an output before it is taken: first by what its feature group promises of columns and types, then by the
 * suites of the group. A failure blocks if the group is strict and the severity critical.
 */
export async function judgeOutput(
  finished: FinishedOutput,
  { project, registry, run, output, signal }: RunContext,
): Promise<Judgement & { readonly suites: readonly Judged[] }> {
  const { name, key, path, format, operation } = finished;
  const group = { ...finished.group, key };
  const { storage } = registry;
  const suites: Judged[] = [];
  const engine = await startDuckDb({ folders: [runFolder(storage, run).outputs, tablesFolder(storage)] });
  try {
    const source = sourceOf(group, path, format, `output ${name}`);
    let relation: Relation;
    try {
      relation = await engine.open(source, { signal });
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.kind !== 'failed') throw error;
      return { suites, blocked: { why: error.why ?? error.message, help: 'write Parquet, CSV, JSON or JSON lines' } };
    }
    // Rows to be deleted are named by their keys; whatever else stands beside them does not matter.
    const only = operation === 'delete' ? tableShape(group, key).recordKey : undefined;
    const broken = brokenPromises(group, relation, only);
    if (broken.length > 0) {
      const help = `make the program write what ${group.path} promises, or change the promise`;
      return { suites, blocked: { why: broken.join('; '), help } };
    }
    if (operation === 'delete') return { suites, blocked: undefined };
    const tables = await groupTables(project, storage);
    for (const suite of suitesOfGroup(project, group)) {
      const request = { project, suite, source, group, tables, registry, run, parameters: {}, format: undefined };
      suites.push(await judgeSuite(engine, { ...request, output, signal }));
    }
    const failed = suites.filter(({ result }) => worstFailure(result.results) === 'critical');
    if (failed.length === 0 || group.definition.ingestion === 'always') return { suites, blocked: undefined };
    const names = failed.map(({ outcome }) => outcome.suite).join(', ');
    const why = `it fails the suite ${names}, and ${key.name}@${key.version} takes only what passes`;
    const help = `put the data or the suite right; \`ingestion: always\` in ${group.path} takes rows that fail`;
    return { suites, blocked: { why, help } };
  } finally {
    await engine.dispose();
  }
}
