import { code } from '../contracts/words.ts';
import { ANY_KIND } from './names/any-kind.ts';
import { insteadOf, replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';
import { suppressionsOf } from './suppressions.ts';

export const unknownRule: Rule = {
  id: 'unknown-rule',
  title: 'Rule that does not exist',
  level: 'warning',
  kinds: ANY_KIND,
  docs: {
    why: 'A misspelt rule in plumbline.yaml, or in a comment `# plumbline-ignore`, neither silences nor raises anything.',
    bad: `-- plumbline.yaml --
project: flights
rules: { feature-without-tests: error }
`,
    good: `-- plumbline.yaml --
project: flights
rules: { feature-without-test: error }
`,
  },
  check(file, { project, ruleIds, report }) {
    const named = [
      ...(file.kind === 'project' ? Object.keys(file.definition.rules ?? {}) : []).map((id) => {
        return { id, span: project.spanOf(file, ['rules', id], 'key') };
      }),
      ...suppressionsOf(file, project).flatMap(({ rules }) => rules.map((rule) => ({ id: rule.id, span: rule }))),
    ];
    for (const { id, span } of named) {
      if (!ruleIds.includes(id)) report(span, `there is no rule ${code(id)}`, insteadOf(id, ruleIds));
    }
  },
  fixes: replaceByNearest,
};
