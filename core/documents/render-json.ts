/** A value as JSON: on one line, or laid out in lines like the text around it, the first of which is indented so far. */
export function renderJson(text: string, value: unknown, indent: number | null): string {
  if (indent === null) return JSON.stringify(value);
  const unit = /^[ \t]+/m.exec(text)?.[0] ?? '  ';
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const margin = unit.startsWith('\t') ? '\t'.repeat(indent) : ' '.repeat(indent);
  return JSON.stringify(value, null, unit).replaceAll('\n', lineBreak + margin);
}
