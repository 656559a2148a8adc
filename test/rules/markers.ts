import type { Finding } from '../../core/rules/rule.ts';

const MARKER = /^ *\^+ (error|warning|information)\[|^ *= help: /;

/** The text of a fixture without the lines that say what is found in it. */
export function withoutMarkers(text: string): string {
  return lines(text)
    .filter((line) => !MARKER.test(line))
    .join('');
}

/** Writes each finding below its line: `^^^^ error[rule]: message`, and below that what to do. */
export function withMarkers(text: string, findings: readonly Finding[]): string {
  let offset = 0;
  const marked = lines(text).map((line) => {
    const [start, end] = [offset, offset + line.length];
    offset = end;
    const isLast = end === text.length;
    const own = findings.filter((finding) => finding.start >= start && (finding.start < end || isLast));
    return [line, ...own.map((finding) => marker(finding, start, line))].join('');
  });
  return marked.join('');
}

function marker({ start, end, severity, rule, message, help }: Finding, lineStart: number, line: string): string {
  const column = start - lineStart;
  const length = Math.max(1, Math.min(end - start, line.trimEnd().length - column));
  const blanks = ' '.repeat(column);
  const said = `${blanks}${'^'.repeat(length)} ${severity}[${rule}]: ${message}\n`;
  return help === undefined ? said : `${said}${blanks}= help: ${help}\n`;
}

/** With their line ends; nothing after the last one. */
function lines(text: string): readonly string[] {
  return text.match(/.*\n|.+$/g) ?? [];
}
