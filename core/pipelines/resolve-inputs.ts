import { join } from 'node:path';
import { nearestName } from '../catalogue/nearest-name.ts';
import type { AssetKey } from '../definitions/asset.ts';
import { startDuckDb } from '../engine/duckdb.ts';
import { sql } from '../engine/sql.ts';
import { exists, makeFolder } from '../platform/files.ts';
import { posixRelative, resolveInside } from '../platform/paths.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';
import { type GroupSlice, groupSlice } from '../tables/group-table.ts';
import { tableLabel, tablesFolder } from '../tables/tables-folder.ts';

/** What a pipeline reads: a file of the project, or the rows that a feature group has now. */
export type PipelineInput = FileInput | GroupInput;

interface FileInput {
  readonly kind: 'file';
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** As definitions and lineage name it: relative to the project, in POSIX form. */
  readonly file: string;
}

interface GroupInput extends GroupSlice {
  readonly kind: 'group';
  readonly name: string;
  /** `weather@1`. */
  readonly table: string;
}

/** What stands behind a pipeline's inputs; one that is not there is an error. */
export async function resolveInputs(
  project: Project,
  pipeline: DefinitionFileOf<'pipeline'>,
  storage: string,
): Promise<readonly PipelineInput[]> {
  const inputs: PipelineInput[] = [];
  for (const [name, source] of Object.entries(pipeline.definition.inputs ?? {})) {
    if (source !== undefined) inputs.push(await resolveInput(project, pipeline, storage, name, source));
  }
  return inputs;
}

/**
 * The file of each input, by name. A program need not know tables: of a feature group it gets one Parquet file in the
 * folder, with the columns of the group and nothing else.
 */
export async function handInputs(
  inputs: readonly PipelineInput[],
  storage: string,
  folder: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const groups = inputs.filter((input) => input.kind === 'group');
  if (groups.length > 0) {
    await makeFolder(folder);
    const engine = await startDuckDb({ folders: [tablesFolder(storage), folder] });
    try {
      for (const { name, source } of groups) {
        const { from } = await engine.open(source, { signal });
        await engine.copy(sql`SELECT * FROM ${from}`, parquetFile(folder, name), { signal });
      }
    } finally {
      await engine.dispose();
    }
  }
  return Object.fromEntries(
    inputs.map((input) => [input.name, input.kind === 'file' ? input.path : parquetFile(folder, input.name)]),
  );
}

const parquetFile = (folder: string, name: string) => join(folder, `${name}.parquet`);

async function resolveInput(
  project: Project,
  pipeline: DefinitionFileOf<'pipeline'>,
  storage: string,
  name: string,
  source: string,
): Promise<PipelineInput> {
  const group = project.resolve('feature-group', source);
  if (group?.key !== undefined) {
    if (!/^[\w-]+$/.test(name)) {
      throw new PlumblineError('failed', `input ${name} cannot be the name of a file`, {
        where: pipeline.path,
        why: `the rows of ${source} are handed to the program in a file of this name`,
        help: 'use letters, digits, _ and -',
      });
    }
    const slice = await groupSlice(storage, group, group.key);
    if (slice !== undefined) return { kind: 'group', name, table: tableLabel(group.key), ...slice };
    const [writer] = writersOf(project, group.key);
    throw new PlumblineError('failed', `feature group ${source} has no rows yet`, {
      where: `input ${name} of ${pipeline.path}`,
      why: writer === undefined ? 'no pipeline writes it' : `the pipeline ${writer} has not run yet, or not to its end`,
      help: writer === undefined ? 'define a pipeline with it among its outputs' : `plumbline run ${writer}`,
    });
  }
  const path = resolveInside(project.root, source);
  if (await exists(path)) return { kind: 'file', name, path, file: posixRelative(project.root, path) };
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
