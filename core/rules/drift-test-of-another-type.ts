import { driftTest } from '../catalogue/drift-tests.ts';
import { parseFeatureType } from '../catalogue/parse-feature-type.ts';
import { code } from '../contracts/words.ts';
import type { Path } from '../documents/node.ts';
import type { Rule } from './rule.ts';

export const driftTestOfAnotherType: Rule<'monitor'> = {
  id: 'drift-test-of-another-type',
  title: 'Drift test that cannot be made on the feature',
  level: 'error',
  kinds: ['monitor'],
  docs: {
    why: 'A test of numbers has nothing to say of categories, and no test compares times or lists: the monitor would tell an error in place of drift.',
    bad: `-- inputs.monitor.yaml --
name: inputs
kind: feature-drift
reference: { feature_group: flights@1 }
current: { file: new.parquet }
features: [carrier]
tests: { carrier: ks }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: carrier, type: string }]
`,
    good: `-- inputs.monitor.yaml --
name: inputs
kind: feature-drift
reference: { feature_group: flights@1 }
current: { file: new.parquet }
features: [carrier]
tests: { carrier: jensenshannon }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: carrier, type: string }]
`,
  },
  check(file, { project, report }) {
    const { features, tests = {} } = file.definition;
    const typeOf = (column: string, path: Path): string | undefined => {
      const text = project.columns(file, 'view', path)?.get(column)?.type;
      return text === undefined ? undefined : parseFeatureType(text).type?.kind;
    };
    for (const [index, column] of Array.isArray(features) ? features.entries() : []) {
      const type = column === undefined ? undefined : typeOf(column, ['features', index]);
      if (type === undefined || !INCOMPARABLE.has(type)) continue;
      const message = `${code(String(column))} is of type ${type}, which no drift test compares`;
      report(project.spanOf(file, ['features', index]), message, { help: 'watch features made from it' });
    }
    for (const [column, choice] of Object.entries(tests)) {
      const name = typeof choice === 'string' ? choice : choice?.test;
      const test = name === undefined ? undefined : driftTest(name);
      if (test === undefined) continue;
      const path = typeof choice === 'string' ? ['tests', column] : ['tests', column, 'test'];
      if (test.features.includes('text')) {
        const message = `${code(test.name)} takes a classifier of texts, which Plumbline has not`;
        report(project.spanOf(file, path), message, { help: 'watch the length of the text, or its categories' });
      } else if (column !== 'default' && isUnfit(test.features, typeOf(column, path))) {
        const message = `${code(test.name)} compares numbers, and ${code(column)} is of type ${typeOf(column, path)}`;
        report(project.spanOf(file, path), message, {
          help: '`jensenshannon`, `psi` and `chisquare` compare categories',
        });
      }
    }
  },
};

const INCOMPARABLE: ReadonlySet<string> = new Set(['date', 'timestamp', 'array', 'struct', 'binary']);

/** Numbers are compared by any test, value by value where it is one of categories. */
function isUnfit(features: readonly string[], type: string | undefined): boolean {
  return (type === 'string' || type === 'boolean') && !features.includes('categorical');
}
