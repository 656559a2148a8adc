import { parseFeatureType } from '../../catalogue/parse-feature-type.ts';
import { code } from '../../contracts/words.ts';
import { insertEntry } from '../../documents/insert-entry.ts';
import type { FileOf, Finding, Fix, FixContext } from '../rule.ts';
import { editOf } from './edit-of.ts';

/** A value of each type that says as little as possible; the author knows better ones. A struct has none. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  boolean: false,
  int: 0,
  bigint: 0,
  float: 0,
  double: 0,
  decimal: 0,
  string: '',
  date: '1970-01-01',
  timestamp: '1970-01-01T00:00:00Z',
  array: [],
};

/** Gives the feature that the finding is about a default of its type. */
export function addDefault(finding: Finding, file: FileOf<'feature-group'>, context: FixContext): readonly Fix[] {
  const index = finding.data?.feature;
  const feature = typeof index === 'number' ? file.definition.features?.[index] : undefined;
  const kind = feature?.type === undefined ? undefined : parseFeatureType(feature.type).type?.kind;
  const value = kind === undefined ? undefined : DEFAULTS[kind];
  if (typeof index !== 'number' || value === undefined) return [];
  const title = `Add ${code(`default: ${JSON.stringify(value)}`)}`;
  return editOf(title, file, context, (document) => insertEntry(document, ['features', index], 'default', value));
}
