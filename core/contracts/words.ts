/** A name or value as the author typed it, set apart from the words around it. */
export function code(text: string | number | boolean): string {
  return `\`${text}\``;
}

/** `` `a`, `b` and `c` ``; of long lists the first, and how many more. */
export function listed(names: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const words = names.slice(0, names.length > 8 ? 7 : 8).map(code);
  if (words.length < names.length) words.push(`${names.length - words.length} more`);
  const last = words.pop() ?? 'nothing';
  return words.length === 0 ? last : `${words.join(', ')} ${conjunction} ${last}`;
}
