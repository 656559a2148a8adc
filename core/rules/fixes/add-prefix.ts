import { code } from '../../contracts/words.ts';
import { parseAssetRef } from '../../definitions/asset.ts';
import type { FileOf, Finding, Fix, FixContext } from '../rule.ts';
import { insertKey } from './insert-key.ts';

/** Puts the name of the joined group before its columns. */
export function addPrefix(finding: Finding, file: FileOf<'feature-view'>, { project }: FixContext): readonly Fix[] {
  const index = finding.data?.join;
  const join = typeof index === 'number' ? file.definition.query?.joins?.[index] : undefined;
  if (typeof index !== 'number' || join?.feature_group === undefined) return [];
  const prefix = `${parseAssetRef(join.feature_group).name.replaceAll('-', '_')}_`;
  const path = ['query', 'joins', index];
  const edit =
    join.prefix === undefined
      ? insertKey(project.textOf(file.path), project.spanOf(file, path), 'prefix', prefix)
      : { ...project.spanOf(file, [...path, 'prefix']), text: prefix };
  return [{ title: `Add ${code(`prefix: ${prefix}`)} to the join`, edits: [{ file: file.path, edits: [edit] }] }];
}
