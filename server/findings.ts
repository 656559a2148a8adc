import type { Finding } from '../core/rules/rule.ts';

/** The findings of a project, file by file, and how many they are. */
export interface Findings {
  of(path: string): readonly Finding[];
  set(path: string, findings: readonly Finding[]): void;
  readonly errors: number;
  readonly warnings: number;
}

export function createFindings(): Findings {
  const byFile = new Map<string, readonly Finding[]>();
  const counts = { error: 0, warning: 0, information: 0 };
  const count = (findings: readonly Finding[], by: 1 | -1) => {
    for (const { severity } of findings) counts[severity] += by;
  };
  return {
    of: (path) => byFile.get(path) ?? [],
    set(path, findings) {
      count(byFile.get(path) ?? [], -1);
      count(findings, 1);
      if (findings.length === 0) byFile.delete(path);
      else byFile.set(path, findings);
    },
    get errors() {
      return counts.error;
    },
    get warnings() {
      return counts.warning;
    },
  };
}
