import { nearestName } from '../catalogue/nearest-name.ts';
import { code, listed } from '../contracts/words.ts';
import type { PythonParameter } from '../project/python-source.ts';
import { ownName } from './names/column-source.ts';
import type { Rule } from './rule.ts';

export const featureFunctionParameters: Rule<'feature-group'> = {
  id: 'feature-function-parameters',
  title: 'Feature function with a parameter that is no feature',
  level: 'error',
  kinds: ['feature-group'],
  docs: {
    why: 'The parameters of a feature function are features of its group: their names say what it is computed from, in training and in serving. A parameter with a default may be anything.',
    bad: `-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features:
  - { name: id, type: string }
  - { name: arr_delay, type: int }
  - { name: late, type: boolean, function: features/delays.py::is_late }
-- features/delays.py --
def is_late(arrival_delay, limit=15):
    return arrival_delay > limit
-- test_features/test_delays.py --
from features.delays import is_late

def test_is_late():
    assert is_late(16)
`,
    good: `-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features:
  - { name: id, type: string }
  - { name: arr_delay, type: int }
  - { name: late, type: boolean, function: features/delays.py::is_late }
-- features/delays.py --
def is_late(arr_delay, limit=15):
    return arr_delay > limit
-- test_features/test_delays.py --
from features.delays import is_late

def test_is_late():
    assert is_late(16)
`,
  },
  check(file, { project, report }) {
    const columns = project.columns(file, 'own', ['features']);
    if (columns === undefined) return;
    for (const [index, feature] of (file.definition.features ?? []).entries()) {
      const found = feature?.function === undefined ? undefined : project.pythonFunction(feature.function);
      if (found === undefined) continue;
      const strangers = found.fn.parameters.filter((each) => isInput(each) && !columns.has(each.name));
      if (strangers.length === 0) continue;
      const { verb, noun } =
        strangers.length === 1 ? { verb: 'is', noun: 'a feature' } : { verb: 'are', noun: 'features' };
      const what = listed(strangers.map(({ name }) => name));
      const owner = code(ownName(file) ?? file.path);
      const message = `${code(found.fn.name)} takes ${what}, which ${verb} not ${noun} of ${owner}`;
      report(project.spanOf(file, ['features', index, 'function']), message, {
        help: helpFor(strangers, [...columns.keys()]),
        related: strangers.map(({ name, start, end }) => {
          return { file: found.source.path, start, end, message: `the parameter ${code(name)}` };
        }),
      });
    }
  },
};

/** Whether the function cannot be called without a value for the parameter. */
function isInput({ variadic, hasDefault }: PythonParameter): boolean {
  return !variadic && !hasDefault;
}

function helpFor(strangers: readonly PythonParameter[], columns: readonly string[]): string {
  const near = strangers.map(({ name }) => nearestName(name, columns)).filter((name) => name !== undefined);
  return near.length === strangers.length
    ? `did you mean ${listed(near)}?`
    : 'name the parameters after features, or give them defaults';
}
