import { parseYaml } from '../../../core/documents/parse-yaml.ts';
import { renderScalar } from '../../../core/documents/render-yaml.ts';
import type { Cursor } from './cursor.ts';
import type { Choice } from './proposal.ts';

type Style = Pick<Cursor, 'style'> & { readonly typed?: { readonly quote: string } };

/** A choice as it has to be written at the cursor: in the quotes that are there, or in those that it needs. */
export function written({ text, isText }: Pick<Choice, 'text' | 'isText'>, { style, typed }: Style): string {
  if (!isText && !typed?.quote) return text;
  if (style === 'json' || typed?.quote === '"') return JSON.stringify(text);
  if (typed?.quote === "'") return renderScalar(text, 'single');
  if (isWord(text)) return text;
  return style === 'block' && isPlainInBlock(text) ? text : renderScalar(text);
}

function isWord(text: string): boolean {
  return /^[A-Za-z_$][\w@/.-]*$/.test(text) && !/^(?:null|true|false)$/i.test(text);
}

/** Outside brackets more needs no quotes: `decimal(10,2)`. */
function isPlainInBlock(text: string): boolean {
  if (/[\p{Cc}]/u.test(text)) return false;
  const { node, problems } = parseYaml(`- ${text}`, new Map());
  const item = node?.kind === 'list' ? node.items[0] : null;
  return problems.length === 0 && item?.kind === 'scalar' && item.value === text && !item.quoted;
}

/** A text inside a snippet, where `$`, `}` and `\` have a meaning of their own. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** In YAML a colon without a space behind it is a part of the word. */
export function gap({ text, typed, style }: Cursor): string {
  return style !== 'json' && text[typed.start - 1] === ':' ? ' ' : '';
}
