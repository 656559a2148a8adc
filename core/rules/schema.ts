import { ANY_KIND } from './names/any-kind.ts';
import { replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';

/** The reader has found what does not fit the schema of the kind; here it becomes a finding. */
export const schema: Rule = {
  id: 'schema',
  title: 'Key or value that the kind of file does not have',
  level: 'error',
  kinds: ANY_KIND,
  docs: {
    why: 'A key that nobody reads is a promise that nobody keeps: a misspelt `primary_key` leaves a table without one.',
    bad: `-- weather.feature-group.yaml --
name: weather
version: 1
primry_key: [origin]
primary_key: [origin]
features:
  - { name: origin, type: string }
`,
    good: `-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
`,
  },
  check(file, { report }) {
    for (const { rule, start, end, message, help, replacement } of file.problems) {
      if (rule === 'schema') report({ start, end }, message, { help, data: { replacement } });
    }
  },
  fixes: replaceByNearest,
};
