import { parseFeatureType } from '../../catalogue/parse-feature-type.ts';
import { code } from '../../contracts/words.ts';
import type { FileOf, Finding, Fix, FixContext } from '../rule.ts';
import { insertKey } from './insert-key.ts';

/** A value of each type that says "not known", or at least nothing wrong; the author knows better ones. */
const DEFAULTS: Readonly<Record<string, string>> = {
  boolean: 'false',
  int: '0',
  bigint: '0',
  float: '0.0',
  double: '0.0',
  decimal: '0',
  string: '""',
  date: '"1970-01-01"',
  timestamp: '"1970-01-01T00:00:00Z"',
  array: '[]',
};

/** Gives the feature that the finding is about a default of its type. */
export function addDefault(finding: Finding, file: FileOf<'feature-group'>, { project }: FixContext): readonly Fix[] {
  const index = finding.data?.feature;
  const feature = typeof index === 'number' ? file.definition.features?.[index] : undefined;
  const kind = feature?.type === undefined ? undefined : parseFeatureType(feature.type).type?.kind;
  const value = kind === undefined ? undefined : DEFAULTS[kind];
  if (typeof index !== 'number' || value === undefined) return [];
  const map = project.spanOf(file, ['features', index]);
  const edit = insertKey(project.textOf(file.path), map, 'default', value);
  return [{ title: `Add ${code(`default: ${value}`)}`, edits: [{ file: file.path, edits: [edit] }] }];
}
