import type { Node, ScalarNode } from './node.ts';
import { parseYaml } from './parse-yaml.ts';

/** How the text stands in the file now: `plain`, or in one of the two sorts of quotes. */
export type Quotes = 'plain' | 'single' | 'double';

/** A value on one line: `{ key: value }`, `[item, item]`, or a scalar. */
export function renderFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(renderFlow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return renderScalar(scalarOf(value));
  const entries = Object.entries(value).map(([key, child]) => `${renderScalar(key)}: ${renderFlow(child)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A value as a person would write it behind a dash: the entries of a map on lines of their own, all else in one line. */
export function renderItem(value: unknown, indent: number, lineBreak: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return renderFlow(value);
  const lines = Object.entries(value).map(([key, child]) => `${renderScalar(key)}: ${renderFlow(child)}`);
  return lines.length === 0 ? '{}' : lines.join(lineBreak + ' '.repeat(indent));
}

/** A scalar in the quotes wanted, or in double quotes where the text would change its meaning otherwise. */
export function renderScalar(value: ScalarNode['value'], quotes: Quotes = 'plain'): string {
  if (typeof value === 'number') return renderNumber(value);
  if (typeof value !== 'string') return String(value);
  if (quotes === 'single' && /^[^\p{Cc}]*$/u.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return quotes === 'plain' && isSafePlain(value) ? value : JSON.stringify(value);
}

function renderNumber(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

/**
 * The parser takes the text for itself, as a key and as a value. What holds inside braces holds outside, except at the
 * start of a line, where `---` and `...` are markers.
 */
function isSafePlain(text: string): boolean {
  if (!/^(?!---|\.\.\.)[\p{L}\p{N}_./<>=~+-][^\p{Cc}]*$/u.test(text)) return false;
  const { node, problems } = parseYaml(`{ ${text}: ${text} }`, new Map());
  const [entry, ...others] = node?.kind === 'map' ? node.entries : [];
  const isText = (read: Node | null | undefined) => read?.kind === 'scalar' && read.value === text;
  return problems.length === 0 && others.length === 0 && isText(entry?.key) && isText(entry?.value);
}

/** Definitions hold nothing but scalars, lists and maps; anything else has only its text. */
function scalarOf(value: unknown): ScalarNode['value'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
    ? value
    : String(value);
}
