import { nearestName } from '../catalogue/nearest-name.ts';
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
    throw new PlumblineError('failed', `feature group ${source} has no rows yet`, {
      where: `input ${name} of ${pipeline.path}`,
      help: `run a pipeline that writes it: ${writersOf(project, group.key.name).join(', ') || 'none is defined'}`,
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
export function writersOf(project: Project, group: string): readonly string[] {
  return project
    .assets('pipeline')
    .filter(
      (file) =>
        file.kind === 'pipeline' &&
        Object.values(file.definition.outputs ?? {}).some((output) => output?.feature_group?.split('@')[0] === group),
    )
    .flatMap((file) => file.key?.name ?? []);
}
