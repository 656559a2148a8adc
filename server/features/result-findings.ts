import { expectationFingerprint } from '../../core/definitions/expectation-fingerprint.ts';
import type { DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import type { ResultWithItems } from '../../core/registry/latest-results.ts';
import type { Finding } from '../../core/rules/rule.ts';
import type { StoredVerdict } from '../../core/views/stored-validation.ts';
import type { Results } from '../results.ts';
import { moment } from './moment.ts';
import { resultsOfSuite } from './results-of-suite.ts';

/**
 * What the last validation found, on the lines that caused it. A verdict belongs to an expectation as long as that
 * still is what was judged: change the line, and the finding is gone.
 *
 * These findings rest on this machine's registry, so `plumbline check` does not know them; the rule's name says so.
 */
export function resultFindings(
  project: Project,
  file: DefinitionFileOf<'expectation-suite'>,
  results: Results,
): readonly Finding[] {
  return resultsOfSuite(project, file.definition.name, results).flatMap((result) => findingsOf(project, file, result));
}

function findingsOf(
  project: Project,
  file: DefinitionFileOf<'expectation-suite'>,
  { id, items, target, createdAt }: ResultWithItems,
): readonly Finding[] {
  // The same expectation may stand in a suite twice: each line takes the next verdict on it.
  const verdicts = Map.groupBy(items, ({ fingerprint }) => fingerprint);
  return (file.definition.expectations ?? []).flatMap((expectation, index) => {
    if (expectation === undefined) return [];
    const item = verdicts.get(expectationFingerprint(expectation))?.shift();
    const verdict = item?.summary as StoredVerdict | undefined;
    if (item === undefined || verdict === undefined || verdict.outcome === 'passed') return [];
    return {
      file: file.path,
      ...project.spanOf(file, ['expectations', index, 'type']),
      rule: 'last-validation',
      severity: severityOf(verdict.outcome, item.severity),
      message: verdict.summary,
      help: `Judged ${target.replace(/^feature-group:/, '')} on ${moment(createdAt)}`,
      data: { result: id },
    };
  });
}

function severityOf(outcome: StoredVerdict['outcome'], severity: string): Finding['severity'] {
  if (outcome === 'warning') return 'warning';
  if (outcome === 'error' || severity === 'critical') return 'error';
  return severity === 'warning' ? 'warning' : 'information';
}
