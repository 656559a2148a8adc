import type { Rule, RuleDocs } from '../rule.ts';
import type { ArgumentFinding } from './argument-problems.ts';
import { faultyExpectations } from './suite-facts.ts';

/** A rule that reports one sort of problem with the arguments of expectations. */
export function expectationArgumentRule(
  about: ArgumentFinding['about'],
  rule: { readonly id: string; readonly title: string; readonly level: Rule['level']; readonly docs: RuleDocs },
): Rule<'expectation-suite'> {
  return {
    ...rule,
    kinds: ['expectation-suite'],
    check(file, { project, report }) {
      for (const { index, problems } of faultyExpectations(file)) {
        for (const { about: sort, at, message, ...details } of problems) {
          if (sort !== about) continue;
          const path = ['expectations', index];
          const span =
            at === 'type'
              ? project.spanOf(file, [...path, 'type'])
              : project.spanOf(file, [...path, 'kwargs', at.argument], at.part);
          report(span, message, { ...details, data: { ...details.data, expectation: index } });
        }
      }
    },
  };
}
