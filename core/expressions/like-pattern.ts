/** A regular expression that matches what the LIKE pattern does: `%` any text, `_` one character (a code point). */
export function likePattern(pattern: string, escapeBy: string | null): RegExp {
  let source = '';
  let isEscaped = false;
  for (const letter of pattern) {
    if (!isEscaped && letter === escapeBy) {
      isEscaped = true;
      continue;
    }
    source += isEscaped ? literally(letter) : (WILDCARDS[letter] ?? literally(letter));
    isEscaped = false;
  }
  return new RegExp(`^${source}$`, 'su');
}

/** The same pattern with backslashes as its escapes. */
export function backslashed(pattern: string, escapedBy: string | null): string {
  let text = '';
  let isEscaped = false;
  for (const letter of pattern) {
    if (!isEscaped && letter === escapedBy) {
      isEscaped = true;
      continue;
    }
    const isSpecial = letter === '%' || letter === '_';
    text += letter === '\\' || (isEscaped && isSpecial) ? `\\${letter}` : letter;
    isEscaped = false;
  }
  return text;
}

const WILDCARDS: Readonly<Record<string, string>> = { '%': '.*', _: '.' };

function literally(letter: string): string {
  return letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}

/** Whether the last character of the pattern is an escape that has nothing behind it to escape. */
export function endsInEscape(pattern: string, escapedBy: string): boolean {
  let escaped = false;
  for (const character of pattern) escaped = !escaped && character === escapedBy;
  return escaped;
}
