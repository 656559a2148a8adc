import { isSuiteJson } from '../../definitions/is-suite-json.ts';
import { openDocument } from '../../documents/open-document.ts';
import { rootOf } from '../../documents/root-of.ts';
import { valueOfNode } from '../../documents/value-of-node.ts';

/** What a file of Great Expectations is, as far as an import has to tell. */
export type GxFile =
  | { readonly kind: 'suite' }
  | { readonly kind: 'checkpoint' | 'validation-definition' | 'project'; readonly value: GxMap }
  | { readonly kind: 'result' | 'other' };

export type GxMap = Readonly<Record<string, unknown>>;

/** Tells by what is in it: where Great Expectations keeps its files can be chosen. */
export function readGxFile(text: string, language: 'json' | 'yaml'): GxFile {
  if (language === 'json' && isSuiteJson(text)) return { kind: 'suite' };
  const value = asMap(valueOfNode(rootOf(openDocument(text, language))));
  if (value === undefined) return { kind: 'other' };
  if (Array.isArray(value.validation_definitions)) return { kind: 'checkpoint', value };
  if (value.class_name === 'Checkpoint' || value.class_name === 'SimpleCheckpoint' || isOldCheckpoint(value)) {
    return { kind: 'checkpoint', value };
  }
  if (asMap(value.suite) !== undefined && asMap(value.data) !== undefined)
    return { kind: 'validation-definition', value };
  if (value.config_version !== undefined && asMap(value.stores) !== undefined) return { kind: 'project', value };
  const isResult =
    'success' in value &&
    ('results' in value || 'run_results' in value || 'validation_results' in value || 'expectations' in value);
  return { kind: isResult ? 'result' : 'other' };
}

function isOldCheckpoint(value: GxMap): boolean {
  return Array.isArray(value.validations) && ('action_list' in value || 'run_name_template' in value);
}

export function asMap(value: unknown): GxMap | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as GxMap) : undefined;
}
