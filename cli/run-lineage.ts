import type { PipelineEnd } from '../core/pipelines/run-pipeline.ts';
import { commitId, type RecordedCommit, recordCommits } from '../core/registry/commits.ts';
import { addEdge } from '../core/registry/edges.ts';
import type { Transaction } from '../core/registry/store.ts';

/** Records what a run of a pipeline read and what it committed: commits in the index, and the edges of lineage. */
export function recordPipelineEnd(db: Transaction, runId: string, { inputs, outputs }: PipelineEnd): void {
  const run = { kind: 'run', id: runId };
  for (const input of inputs) {
    const from =
      input.kind === 'file'
        ? { kind: 'file', id: input.file }
        : { kind: 'commit', id: commitId(input.table, input.commit.instant) };
    addEdge(db, { from, to: run, role: 'input', runId });
  }
  const commits = outputs.map(({ commit }) => ({ ...commit, run: runId }));
  recordMadeCommits(db, commits);
}

/** Records commits, and which run and which feature group they belong to. */
export function recordMadeCommits(db: Transaction, commits: readonly RecordedCommit[]): void {
  recordCommits(db, commits);
  for (const { table, instant, run } of commits) {
    const commit = { kind: 'commit', id: commitId(table, instant) };
    addEdge(db, { from: commit, to: { kind: 'feature-group', id: table }, role: 'of', ...(run && { runId: run }) });
    if (run !== undefined) addEdge(db, { from: { kind: 'run', id: run }, to: commit, role: 'output', runId: run });
  }
}
