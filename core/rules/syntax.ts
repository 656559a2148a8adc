import { ANY_KIND } from './names/any-kind.ts';
import { replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';

/** What stands in the text is not YAML or JSON. The reader has found it; here it becomes a finding. */
export const syntax: Rule = {
  id: 'syntax',
  title: 'Text that is not YAML or JSON',
  level: 'error',
  kinds: ANY_KIND,
  docs: {
    why: 'What cannot be read is not checked, not run and not deployed. Everything around the place is still read.',
    bad: `-- weather.expectations.yaml --
name: weather
expectations: [
`,
    good: `-- weather.expectations.yaml --
name: weather
expectations: []
`,
  },
  check(file, { report }) {
    for (const { rule, start, end, message, help, replacement } of file.problems) {
      if (rule === 'syntax') report({ start, end }, message, { help, data: { replacement } });
    }
  },
  fixes: replaceByNearest,
};
