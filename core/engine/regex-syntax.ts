/** Whether RE2 knows the pattern: it has neither look-around nor back-references, possessive quantifiers nor atomic groups. */
export function isRe2(regex: string): boolean {
  return !/\(\?(=|!|<=|<!|>|P=|\()|\\[1-9]|[*+?}]\+/.test(regex);
}
