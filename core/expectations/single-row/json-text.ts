/**
 * Whether a text is JSON as the engine reads it: NaN and the infinities are numbers, a comma may stand behind the last
 * item, and half a surrogate pair is no character.
 */
export function isJsonText(text: string): boolean {
  const escapes = text.replaceAll('\\\\', '').replaceAll(SURROGATE_PAIR, '');
  if (SURROGATE.test(escapes)) return false;
  return isJson(text) || isJson(text.replaceAll(BEYOND_JSON, inJson));
}

const SURROGATE = /\\u[dD][89a-fA-F]/;
const SURROGATE_PAIR = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}/g;
const BEYOND_JSON = /"(?:[^"\\]|\\.)*"|(?<=[^[{,:\s]\s*),(?=\s*[\]}])|(?<![\w.+-])-?(?:nan|inf(?:inity)?)\b/gi;

function inJson(token: string): string {
  if (token.startsWith('"')) return token;
  return token === ',' ? '' : '0';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
