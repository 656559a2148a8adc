import { type ArgumentFinding, argumentProblems } from './argument-problems.ts';
import type { Rule, RuleDocs } from './rule.ts';

/** A rule that reports one sort of problem with the arguments of expectations. */
export function expectationArgumentRule(
  about: ArgumentFinding['about'],
  rule: { readonly id: string; readonly title: string; readonly level: Rule['level']; readonly docs: RuleDocs },
): Rule<'expectation-suite'> {
  return {
    ...rule,
    kinds: ['expectation-suite'],
    check(file, { project, report }) {
      for (const [index, expectation] of (file.definition.expectations ?? []).entries()) {
        if (expectation === undefined) continue;
        for (const { about: sort, at, message, ...details } of argumentProblems(expectation)) {
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
