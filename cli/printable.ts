// What steers a terminal, but for line ends, tabs and colours; and what turns the order of letters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about them.
const CONTROL = /(?!\n|\t|\u001b\[[\d;]*m)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * What definitions, data and programs say, as it may go to a terminal: it moves no cursor, sets no title and hides
 * nothing of what was said before.
 */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(CONTROL, (sign) => {
    const code = sign.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, '0')}`;
  });
}
