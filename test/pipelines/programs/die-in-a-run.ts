// Begins a run as `plumbline run` does, and dies on the way: `node die-in-a-run.ts beginning|committing PROJECT`.
import { join } from 'node:path';
import { beginPipelineRun } from '../../../cli/run-record.ts';
import { startDuckDb } from '../../../core/engine/duckdb.ts';
import { runFolder } from '../../../core/pipelines/run-folders.ts';
import { loadProject } from '../../../core/project/load-project.ts';
import { openRegistry } from '../../../core/registry/registry.ts';
import { commitTables } from '../../../core/tables/commit-tables.ts';
import { writeFiles } from '../../platform/folder-kit.ts';

const [, , point, folder = ''] = process.argv;
const storage = join(folder, '.plumbline');
const project = await loadProject(folder);
const run = await beginPipelineRun(await openRegistry(storage), project, 'make_trips', {});
const { outputs } = runFolder(storage, run);
await writeFiles(outputs, { trips: 'id,km\nt0,42\n' });
const group = project.resolve('feature-group', 'trips');
if (point === 'committing' && group?.key !== undefined) {
  const engine = await startDuckDb({ folders: [storage] });
  const source = { path: join(outputs, 'trips'), format: 'csv' } as const;
  await commitTables({ engine, storage, run, changes: [{ group, key: group.key, operation: 'upsert', source }] });
}
process.kill(process.pid, 'SIGKILL');
