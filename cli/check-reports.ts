import { join } from 'node:path';
import type { CheckReport } from '../core/reports/check-report.ts';
import { githubAnnotations } from '../core/reports/github-annotations.ts';
import { junitOfCheck } from '../core/reports/junit.ts';
import { markdownOfCheck } from '../core/reports/markdown-summary.ts';
import { remarksOfCheck } from '../core/reports/remark.ts';
import { helpOfRule } from '../core/reports/rule-help.ts';
import { sarif } from '../core/reports/sarif.ts';
import type { CommonOptions } from './options.ts';
import { placesInRepository } from './place-in-repository.ts';
import { type ReportKind, type WantedReport, writeReports } from './reports.ts';
import { version } from './version.ts';

export const CHECK_REPORTS: readonly ReportKind[] = ['junit', 'sarif', 'markdown', 'github'];

/** Writes what was asked for beside the text: `report` names files as the project does. */
export async function writeCheckReports(
  wanted: readonly WantedReport[],
  root: string,
  report: CheckReport,
  failOn: CommonOptions['failOn'],
): Promise<void> {
  if (wanted.length === 0) return;
  const placeOf = await placesInRepository(root);
  const findings = report.findings.map((finding) => ({ ...finding, file: placeOf(join(root, finding.file)) }));
  const placed = { ...report, findings };
  await writeReports(wanted, {
    junit: () => junitOfCheck(placed, failOn),
    sarif: () => sarif({ command: 'check', version: version(), remarks: remarksOfCheck(placed), helpOf: helpOfRule }),
    markdown: () => markdownOfCheck(placed),
    github: () => githubAnnotations(remarksOfCheck(placed)),
  });
}
