import type { Document, TextEdit } from './document.ts';
import type { ScalarNode } from './node.ts';
import { type Quotes, renderScalar } from './render-yaml.ts';
import { textBetween } from './text-of.ts';

/**
 * Edits that put another value in the place of a scalar (a key or a value, with absolute offsets). A text keeps the
 * quotes that it has, unless it cannot stand in them.
 */
export function replaceScalar(document: Document, node: ScalarNode, value: ScalarNode['value']): readonly TextEdit[] {
  const text = document.language === 'json' ? JSON.stringify(value) : renderScalar(value, quotesOf(document, node));
  return [{ start: node.start, end: node.end, text }];
}

function quotesOf(document: Document, node: ScalarNode): Quotes {
  if (!node.quoted) return 'plain';
  return textBetween(document, node.start, node.start + 1) === "'" ? 'single' : 'double';
}
