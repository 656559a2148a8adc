/**
 * Tells an expectation suite from any other JSON by the keys of its root, without reading the text to its end: a list
 * `expectations` that is empty, or whose first item names its type. Validation results have such a list, too, of items
 * with an outcome. Text that is half typed counts as what it begins to be.
 */
export function isSuiteJson(text: string): boolean {
  for (const { key, value } of keysIn(text, 0)) {
    if (RESULT_KEYS.has(key)) return false;
    if (key === 'expectations') return beginsWithExpectation(text, value);
  }
  return false;
}

const RESULT_KEYS = new Set(['success', 'results', 'validation_results', 'run_results']);
const TYPE_KEYS = new Set(['type', 'expectation_type']);

function beginsWithExpectation(text: string, list: number): boolean {
  if (text[list] !== '[') return false;
  const item = skipSpace(text, list + 1);
  if (item >= text.length || text[item] === ']') return true;
  const keys = [...keysIn(text, item)].map(({ key }) => key);
  return keys.some((key) => TYPE_KEYS.has(key)) && !keys.some((key) => RESULT_KEYS.has(key));
}

interface Key {
  readonly key: string;
  /** Offset of what follows the colon. */
  readonly value: number;
}

/** The keys of the object that begins at `at` (after white space), not those of what is inside it. */
function* keysIn(text: string, at: number): Generator<Key> {
  const open = skipSpace(text, at);
  if (text[open] !== '{') return;
  let depth = 0;
  const tokens = new RegExp(TOKEN);
  tokens.lastIndex = open;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    const [word, key] = token;
    if (word === '{' || word === '[') depth += 1;
    else if (word === '}' || word === ']') depth -= 1;
    else if (depth === 1 && key !== undefined) yield { key, value: skipSpace(text, tokens.lastIndex) };
    if (depth === 0) return;
  }
}

/** A bracket, a text with a colon behind it (a key), or any other text. */
const TOKEN = /[{}[\]]|"([^"\\\n]*)"\s*:|"(?:[^"\\\n]|\\.)*"?/g;

function skipSpace(text: string, at: number): number {
  let end = at;
  while (/\s/.test(text[end] ?? '')) end += 1;
  return end;
}
