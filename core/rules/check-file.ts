import { describeError } from '../platform/problem.ts';
import type { DefinitionFile } from '../project/definition-file.ts';
import type { Finding, FixContext, Rule, RuleContext } from './rule.ts';
import { RULE_IDS, rulesFor } from './rules.ts';
import { isSuppressed, suppressionsOf } from './suppressions.ts';

/**
 * Everything the rules find in one file, in the order of the text: the same in the editor and on the command line.
 * Never throws; a rule that fails becomes a finding about itself.
 */
export function checkFile(file: DefinitionFile, context: FixContext): readonly Finding[] {
  const levels = context.project.config.rules ?? {};
  const findings: Finding[] = [];
  // One context for all rules: whose turn it is stands beside it.
  let turn: { readonly rule: string; readonly severity: Finding['severity'] };
  const report: RuleContext['report'] = ({ start, end }, message, details) => {
    findings.push({ file: file.path, ...turn, start, end, message, ...details });
  };
  const ruleContext = { ...context, ruleIds: RULE_IDS, report };
  for (const rule of rulesFor(file.kind)) {
    const severity = levels[rule.id] ?? rule.level;
    if (severity === 'off') continue;
    turn = { rule: rule.id, severity };
    runRule(rule, file, ruleContext);
  }
  if (findings.length === 0) return findings;
  const suppressions = suppressionsOf(file, context.project);
  return withoutRepeats(
    findings.filter(({ rule, start }) => !isSuppressed(suppressions, rule, start)).sort(inTextOrder),
  );
}

/** Everything the rules find in a project, file by file in the order of their paths. */
export function checkProject(context: FixContext): readonly Finding[] {
  const files = [...context.project.files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return files.flatMap((file) => checkFile(file, context));
}

function runRule(rule: Rule, file: DefinitionFile, context: RuleContext): void {
  try {
    rule.check(file, context);
  } catch (error) {
    context.report({ start: 0, end: 0 }, `the rule ${rule.id} failed on this file: ${describeError(error)}`, {
      help: `report it with this file; until it is mended, set \`rules: { ${rule.id}: off }\` in plumbline.yaml`,
    });
  }
}

function inTextOrder(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || compare(a.rule, b.rule) || compare(a.message, b.message);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Text behind a YAML alias is read at every place that uses it, and says the same each time. */
function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding, index) => {
    const before = findings[index - 1];
    return before === undefined || inTextOrder(before, finding) !== 0;
  });
}
