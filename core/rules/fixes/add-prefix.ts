import { code } from '../../contracts/words.ts';
import { parseAssetRef } from '../../definitions/asset.ts';
import { insertEntry } from '../../documents/insert-entry.ts';
import type { FileOf, Finding, Fix, FixContext } from '../rule.ts';
import { editOf } from './edit-of.ts';

/** Puts the name of the joined group before its columns; a prefix that is there already is the author's to change. */
export function addPrefix(finding: Finding, file: FileOf<'feature-view'>, context: FixContext): readonly Fix[] {
  const index = finding.data?.join;
  const join = typeof index === 'number' ? file.definition.query?.joins?.[index] : undefined;
  if (typeof index !== 'number' || join?.feature_group === undefined || join.prefix !== undefined) return [];
  const prefix = `${parseAssetRef(join.feature_group).name.replaceAll('-', '_')}_`;
  const title = `Add ${code(`prefix: ${prefix}`)} to the join`;
  return editOf(title, file, context, (document) => insertEntry(document, ['query', 'joins', index], 'prefix', prefix));
}
