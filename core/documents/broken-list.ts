import { type ErrorCode, parseDocument } from 'yaml';
import { hasColon, indentOf } from './lines.ts';
import { unlessTooDeep } from './too-deep.ts';
import { YAML_OPTIONS } from './yaml-options.ts';
import { IS_OPEN } from './yaml-problems.ts';

/**
 * Whether `line`, a list item, is certainly an error after the lines `before`, whatever comes later. Then a list may
 * begin with it: the text is broken with or without the cut.
 *
 * The parser is the judge: it gets the lines and a short item in the same column. An item that cannot stand there is
 * taken for a key. Nothing is certain as long as a quoted text or a flow collection is open, which may swallow lines.
 */
export function cannotHoldItem(before: string, line: string): boolean {
  const item = `${' '.repeat(indentOf(line, 0))}- ${hasColon(line, 0) ? 'x: y' : 'x'}\n`;
  const errors = unlessTooDeep(() => parseDocument(before + item, YAML_OPTIONS).errors) ?? [];
  return errors.some(({ code }) => NOT_AN_ITEM.has(code)) && !errors.some(({ message }) => IS_OPEN.test(message));
}

const NOT_AN_ITEM = new Set<ErrorCode>(['BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY']);
