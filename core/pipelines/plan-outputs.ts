import { join } from 'node:path';
import { type AssetKey, assetId } from '../definitions/asset.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';
import type { TableOperation } from '../tables/operation.ts';
import { tableShape } from '../tables/table-shape.ts';

/** An output that a run is going to make: where the program writes it, and the feature group that takes it. */
export interface PlannedOutput {
  readonly name: string;
  readonly path: string;
  readonly group: DefinitionFileOf<'feature-group'>;
  readonly key: AssetKey;
  readonly operation: TableOperation;
}

/** The outputs of a pipeline; one that cannot be taken is an error before anything runs. */
export function planOutputs(
  project: Project,
  pipeline: DefinitionFileOf<'pipeline'>,
  folder: string,
): readonly PlannedOutput[] {
  const planned: PlannedOutput[] = [];
  for (const [name, output] of Object.entries(pipeline.definition.outputs ?? {})) {
    const refuse = (what: string, why: string, help: string) =>
      new PlumblineError('failed', `output ${name} ${what}`, { where: pipeline.path, why, help });
    if (!/^[\w-]+$/.test(name)) {
      throw refuse(
        'cannot be the name of a file',
        'the program writes it to a file of this name',
        'use letters, digits, _ and -',
      );
    }
    const { feature_group: reference, model, file, operation } = output ?? {};
    if (reference === undefined && (model ?? file) !== undefined) {
      throw refuse(
        'cannot be taken',
        'only feature groups and models take outputs so far',
        'give it a `feature_group`',
      );
    }
    const group = reference === undefined ? undefined : project.resolve('feature-group', reference);
    if (group?.key === undefined) {
      const why = reference === undefined ? 'it names no feature group' : `there is no feature group ${reference}`;
      throw refuse('goes nowhere', why, 'give it a `feature_group` that this project defines');
    }
    if (!/^[A-Za-z][\w-]*$/.test(group.key.name)) {
      throw refuse(
        'cannot be taken',
        `its rows are kept in a folder of the group's name, and ${group.key.name} is none`,
        `give the group in ${group.path} a name of letters, digits, _ and -`,
      );
    }
    const other = planned.find(({ group: { path } }) => path === group.path);
    if (other !== undefined) {
      throw refuse(
        'cannot be taken',
        `output ${other.name} goes to ${assetId(group.key)} as well`,
        'write the rows of both to one output',
      );
    }
    // A group that no table can hold is told of before anything runs.
    const { recordKey } = tableShape(group, group.key);
    // Where nothing tells rows apart, none can take the place of another one.
    const usual = recordKey.length > 0 ? 'upsert' : 'insert';
    planned.push({ name, path: join(folder, name), group, key: group.key, operation: operation ?? usual });
  }
  return planned;
}
