/** The directives of Python's strptime, which reads what strftime writes. */
const DIRECTIVES = 'aAwdbBmyYHIpMSfzZjUWcxXGuV%';

/** What is certainly wrong with a strftime format. */
export function strftimeProblem(format: string): string | undefined {
  const directives = [...format.matchAll(/%(.?)/gs)].map((match) => match[1]!);
  if (directives.length === 0) return 'is a format without a directive such as %Y, so it matches one fixed text only';
  const odd = directives.find((directive) => directive === '' || !DIRECTIVES.includes(directive));
  if (odd === undefined) return undefined;
  return odd === ''
    ? 'ends in a lone %; write %% for the sign itself'
    : `has the directive %${odd}, which strptime does not know`;
}
