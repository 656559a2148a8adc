import { join } from 'node:path';
import type { AssetKey } from '../definitions/asset.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';

/** An output that a run is going to make: where the program writes it, and the feature group that takes it. */
export interface PlannedOutput {
  readonly name: string;
  readonly path: string;
  readonly group: DefinitionFileOf<'feature-group'>;
  readonly key: AssetKey;
}

/** The outputs of a pipeline; an output that goes nowhere is an error before anything runs. */
export function planOutputs(
  project: Project,
  pipeline: DefinitionFileOf<'pipeline'>,
  folder: string,
): readonly PlannedOutput[] {
  return Object.entries(pipeline.definition.outputs ?? {}).map(([name, output]) => {
    const reference = output?.feature_group;
    const group = reference === undefined ? undefined : project.resolve('feature-group', reference);
    if (group?.key === undefined) {
      throw new PlumblineError('failed', `output ${name} goes nowhere`, {
        where: pipeline.path,
        why: reference === undefined ? 'it names no feature group' : `there is no feature group ${reference}`,
        help: `give it a \`feature_group\` that this project defines`,
      });
    }
    return { name, path: join(folder, name), group, key: group.key };
  });
}
