// Control characters but for line ends and tabs, halves of a surrogate pair, what turns the order of letters, and the
// two code points that XML has no room for.
const HIDDEN = /(?![\n\t])\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/**
 * What data and definitions say, for a document that others open: nothing in it is hidden, reads backwards, or makes the
 * document one that cannot be read.
 */
export function legible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(HIDDEN, (sign) => {
    const code = sign.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, '0')}`;
  });
}
