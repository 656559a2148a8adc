import { code } from '../contracts/words.ts';
import { parseAssetRef } from '../definitions/asset.ts';
import type { Rule } from './rule.ts';

export const suiteOfAnotherGroup: Rule<'feature-group'> = {
  id: 'suite-of-another-group',
  title: 'Suite that is about another group',
  level: 'error',
  kinds: ['feature-group'],
  docs: {
    why: 'A suite names the group whose columns it is checked against. Attached to another group it judges columns that are not there.',
    bad: `-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }]
expectations: [flights]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }]
-- flights.expectations.yaml --
name: flights
feature_group: flights@1
expectations: []
`,
    good: `-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }]
expectations: [flights]
-- flights.expectations.yaml --
name: flights
feature_group: flights@1
expectations: []
`,
  },
  check(file, { project, report }) {
    for (const [index, reference] of (file.definition.expectations ?? []).entries()) {
      const suite = reference === undefined ? undefined : project.resolve('expectation-suite', reference);
      const group = suite?.definition.feature_group;
      if (suite === undefined || group === undefined || file.key === undefined) continue;
      if (parseAssetRef(group).name === file.key.name) continue;
      report(
        project.spanOf(file, ['expectations', index]),
        `the suite ${code(reference ?? '')} is about ${code(group)}, not about ${code(file.key.name)}`,
        {
          related: [
            { file: suite.path, ...project.spanOf(suite, ['feature_group']), message: 'the group it is about' },
          ],
        },
      );
    }
  },
};
