import type { Finding, Fix, FixContext } from './rule.ts';
import { ruleWithId } from './rules.ts';

/** The ways to put a finding right that its rule knows, the preferred one first. */
export function fixesFor(finding: Finding, context: FixContext): readonly Fix[] {
  const file = context.project.files.get(finding.file);
  return file === undefined ? [] : (ruleWithId(finding.rule)?.fixes?.(finding, file, context) ?? []);
}
