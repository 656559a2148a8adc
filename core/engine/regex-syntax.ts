/** Whether RE2 knows the pattern: it has neither look-around nor back-references, possessive quantifiers nor atomic groups. */
export function isRe2(regex: string): boolean {
  return !/\(\?(=|!|<=|<!|>|P=|\()|\\[1-9]|[*+?}]\+/.test(regex);
}

/** An escape, a class as a whole, or what Python alone reads as a repetition: `{,3}`, up to three times. */
const OPEN_REPETITION = /\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\{,(\d*)\}/g;

/** Says from which number on a repetition is meant, where Python reads 0 into it, and others a text in braces. */
export function withLowerBounds(pattern: string): string {
  return pattern.replace(OPEN_REPETITION, (token, most?: string) => (most === undefined ? token : `{0,${most}}`));
}
