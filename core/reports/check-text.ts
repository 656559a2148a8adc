import type { CheckReport, ReportedFinding } from './check-report.ts';
import { plural } from './numbers-in-words.ts';
import type { Paint } from './paint.ts';

/**
 * Findings for a terminal, one a line: `file:line:column: severity rule: message`, counted from 1. Editors and CI logs
 * make links of that form, and the problem matcher of the extension reads it.
 */
export function checkText(report: CheckReport, paint: Paint, quiet: boolean): string {
  const lines = report.findings.flatMap((finding) => {
    const { line, character } = finding.range.start;
    const place = `${finding.file}:${line + 1}:${character + 1}:`;
    const help = finding.help === undefined ? [] : [paint.dim(`    ${finding.help}`)];
    return [`${place} ${severity(finding, paint)} ${finding.rule}: ${finding.message}`, ...help];
  });
  if (!quiet) lines.push(summary(report, paint));
  return lines.join('\n');
}

function severity({ severity }: ReportedFinding, paint: Paint): string {
  if (severity === 'error') return paint.red(severity);
  return severity === 'warning' ? paint.yellow(severity) : severity;
}

function summary({ summary: { files, errors, warnings, information, base } }: CheckReport, paint: Paint): string {
  const compared = base === null ? '' : `, compared with ${base}`;
  const where = paint.dim(`in ${plural(files, 'file')}${compared}`);
  if (errors + warnings + information === 0) return `${paint.green('nothing wrong')} ${where}`;
  const parts = [plural(errors, 'error'), plural(warnings, 'warning')];
  if (information > 0) parts.push(`${information} for information`);
  return `${parts.join(', ')} ${where}`;
}
