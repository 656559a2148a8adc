import { legible } from './legible.ts';
import type { Remark } from './remark.ts';

/**
 * Workflow commands that GitHub shows beside the lines of a pull request. GitHub keeps ten errors and ten warnings of a
 * step, so the worst come first.
 */
export function githubAnnotations(remarks: readonly Remark[]): string {
  return remarks
    .toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
    .map(annotation)
    .join('\n');
}

const LEVELS: readonly Remark['level'][] = ['error', 'warning', 'info'];
const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

function annotation({ level, file, range, title, message }: Remark): string {
  const place =
    range === undefined ? {} : { line: range.start.line + 1, endLine: range.end.line + 1, ...columnsOf(range) };
  const properties = Object.entries({ file, ...place, title }).map(([name, value]) => `${name}=${property(value)}`);
  return `::${COMMANDS[level]} ${properties.join(',')}::${data(message)}`;
}

/** GitHub takes columns only of what begins and ends in one line. */
function columnsOf({ start, end }: NonNullable<Remark['range']>) {
  return start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {};
}

function data(text: string): string {
  return legible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string | number): string {
  return data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
