import { code } from '../contracts/words.ts';
import { mentionsOf } from './names/mentions-of.ts';
import type { Rule } from './rule.ts';

export const featureWithoutTest: Rule<'feature-group'> = {
  id: 'feature-without-test',
  title: 'Feature function without a test',
  level: 'warning',
  kinds: ['feature-group'],
  docs: {
    why: 'All code that creates features is tested: a mistake in it is learnt by every model. A test is a pytest function that uses the feature function.',
    bad: `-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features:
  - { name: id, type: int }
  - { name: late, type: boolean, function: features/delays.py::is_late }
-- features/delays.py --
def is_late(id):
    return id > 15
`,
    good: `-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features:
  - { name: id, type: int }
  - { name: late, type: boolean, function: features/delays.py::is_late }
-- features/delays.py --
def is_late(id):
    return id > 15
-- test_features/test_delays.py --
from features.delays import is_late

def test_more_than_a_quarter_of_an_hour_is_late():
    assert is_late(16)
`,
  },
  check(file, { project, report }) {
    for (const mention of mentionsOf(file, 'python-function')) {
      const found = project.pythonFunction(mention.text);
      if (found === undefined || project.testsOf(mention.text).length > 0) continue;
      report(mention, `no test uses ${code(found.fn.name)}`, {
        help: `add a pytest function that calls it, such as ${code(`test_features/test_${moduleName(found.source.path)}.py`)}`,
        related: [{ file: found.source.path, ...found.fn.nameSpan, message: 'the function' }],
      });
    }
  },
};

function moduleName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.py$/, '');
}
