// Begins a run as `plumbline run` does, and dies on the way: `node die-in-a-run.ts beginning|keeping PROJECT`.
import { join } from 'node:path';
import { beginPipelineRun } from '../../../cli/run-record.ts';
import { keepOutputs } from '../../../core/pipelines/kept-data.ts';
import { runFolder } from '../../../core/pipelines/run-folders.ts';
import { loadProject } from '../../../core/project/load-project.ts';
import { openRegistry } from '../../../core/registry/registry.ts';
import { writeFiles } from '../../platform/folder-kit.ts';

const [, , point, folder = ''] = process.argv;
const storage = join(folder, '.plumbline');
const run = await beginPipelineRun(await openRegistry(storage), await loadProject(folder), 'make_trips', {});
const { outputs } = runFolder(storage, run);
await writeFiles(outputs, { trips: 'id,km\nt0,42\n' });
if (point === 'keeping') {
  const key = { kind: 'feature-group', name: 'trips', version: 1 } as const;
  await keepOutputs(storage, run, [{ key, path: join(outputs, 'trips'), format: 'csv' }]);
}
process.kill(process.pid, 'SIGKILL');
