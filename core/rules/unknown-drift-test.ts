import { DRIFT_TEST_CHOICES, DRIFT_TESTS } from '../catalogue/drift-tests.ts';
import { code } from '../contracts/words.ts';
import { mentionsOf } from './names/mentions-of.ts';
import { insteadOf, replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';

const NAMES = [...DRIFT_TEST_CHOICES, ...DRIFT_TESTS].map(({ name }) => name);
const KNOWN: ReadonlySet<string> = new Set(NAMES);

export const unknownDriftTest: Rule<'monitor'> = {
  id: 'unknown-drift-test',
  title: 'Drift test that does not exist',
  level: 'error',
  kinds: ['monitor'],
  docs: {
    why: 'A column with an unknown test is not watched. The tests have the names of Evidently; `auto` chooses one by the type of the column.',
    bad: `-- inputs.monitor.yaml --
name: inputs
kind: feature-pipeline
reference: { file: data/reference.parquet }
current: { file: data/current.parquet }
tests: { default: wassertein }
`,
    good: `-- inputs.monitor.yaml --
name: inputs
kind: feature-pipeline
reference: { file: data/reference.parquet }
current: { file: data/current.parquet }
tests: { default: wasserstein }
`,
  },
  check(file, { report }) {
    for (const mention of mentionsOf(file, 'drift-test')) {
      const { text } = mention;
      if (text === '' || KNOWN.has(text)) continue;
      report(mention, `there is no drift test ${code(text)}`, insteadOf(text, NAMES));
    }
  },
  fixes: replaceByNearest,
};
