import { nearestName } from '../catalogue/nearest-name.ts';
import type { AssetKey } from '../definitions/asset.ts';
import { exists } from '../platform/files.ts';
import { resolveInside } from '../platform/paths.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';
import { keptData } from './kept-data.ts';

/** The files behind a pipeline's inputs: a file of the project as it is, or the kept rows of a feature group. */
export async function resolveInputs(
  project: Project,
  pipeline: DefinitionFileOf<'pipeline'>,
  storage: string,
): Promise<Readonly<Record<string, string>>> {
  const inputs: Record<string, string> = {};
  for (const [name, source] of Object.entries(pipeline.definition.inputs ?? {})) {
    if (source !== undefined) inputs[name] = await resolveInput(project, pipeline, storage, name, source);
  }
  return inputs;
}

async function resolveInput(
  project: Project,
  pipeline: DefinitionFileOf<'pipeline'>,
  storage: string,
  name: string,
  source: string,
): Promise<string> {
  const group = project.resolve('feature-group', source);
  if (group?.key !== undefined) {
    const kept = await keptData(storage, group.key);
    if (kept !== undefined) return kept.path;
    const [writer] = writersOf(project, group.key);
    throw new PlumblineError('failed', `feature group ${source} has no rows yet`, {
      where: `input ${name} of ${pipeline.path}`,
      why: writer === undefined ? 'no pipeline writes it' : `the pipeline ${writer} has not run yet, or not to its end`,
      help: writer === undefined ? 'define a pipeline with it among its outputs' : `plumbline run ${writer}`,
    });
  }
  const path = resolveInside(project.root, source);
  if (await exists(path)) return path;
  const nearest = nearestName(source, project.names('feature-group'));
  throw new PlumblineError('failed', `there is neither a file nor a feature group ${source}`, {
    where: `input ${name} of ${pipeline.path}`,
    help: nearest === undefined ? 'make the file, or give another one' : `did you mean ${nearest}?`,
  });
}

/** Names of the pipelines that write a feature group. */
export function writersOf(project: Project, key: AssetKey): readonly string[] {
  const path = project.resolve('feature-group', key)?.path;
  const writes = (reference: string | undefined) =>
    reference !== undefined && project.resolve('feature-group', reference)?.path === path;
  return project
    .assets('pipeline')
    .filter((file) => file.kind === 'pipeline')
    .filter(({ definition }) => Object.values(definition.outputs ?? {}).some((output) => writes(output?.feature_group)))
    .flatMap(({ key }) => key?.name ?? []);
}
