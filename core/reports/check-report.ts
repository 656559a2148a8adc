import { type Range, rangesIn } from '../documents/position.ts';
import type { Finding } from '../rules/rule.ts';

/** What `plumbline check --format json` prints. Fixed: other people's scripts read it. */
export interface CheckReport {
  readonly findings: readonly ReportedFinding[];
  readonly summary: {
    readonly files: number;
    readonly errors: number;
    readonly warnings: number;
    readonly information: number;
    /** What the definitions were compared with, such as `main (1a2b3c4)`; null where there was nothing. */
    readonly base: string | null;
  };
}

export interface ReportedFinding {
  readonly file: string;
  readonly range: Range;
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  readonly help?: string;
}

export function checkReport(
  findings: readonly Finding[],
  project: { readonly files: number; readonly base: string | undefined; readonly textOf: (file: string) => string },
): CheckReport {
  const ranges = new Map<string, ReturnType<typeof rangesIn>>();
  const rangeOf = (finding: Finding) => {
    const known = ranges.get(finding.file) ?? rangesIn(project.textOf(finding.file));
    ranges.set(finding.file, known);
    return known(finding);
  };
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  return {
    findings: findings.map((finding) => ({
      file: finding.file,
      range: rangeOf(finding),
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      ...(finding.help === undefined ? {} : { help: finding.help }),
    })),
    summary: {
      files: project.files,
      errors: count('error'),
      warnings: count('warning'),
      information: count('information'),
      base: project.base ?? null,
    },
  };
}
