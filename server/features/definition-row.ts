import { parseAssetRef } from '../../core/definitions/asset.ts';
import type { Project } from '../../core/project/project.ts';
import { plainText } from '../../core/views/markdown.ts';
import type { TreeNode } from '../../core/views/tree.ts';
import { rangeIn } from './ranges.ts';

/** A row for something that the registry knows by name, with its definition behind it where the project still has one. */
export function definitionRow(
  project: Project,
  kind: 'model' | 'deployment',
  name: string,
): Pick<TreeNode, 'id' | 'label' | 'tooltip' | 'subject' | 'target'> {
  const id = `${kind}:${name}`;
  const file = project.resolve(kind, parseAssetRef(name));
  if (file === undefined) return { id, label: name, subject: id, tooltip: 'The project no longer defines it.' };
  return {
    id,
    label: name,
    subject: id,
    tooltip: [
      `**${plainText(name)}**`,
      file.definition.description && plainText(file.definition.description),
      `*${plainText(file.path)}*`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    target: { file: file.path, range: rangeIn(project, file.path, project.spanOf(file, ['name'])) },
  };
}
