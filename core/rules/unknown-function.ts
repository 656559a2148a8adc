import { mentionsOf } from './names/mentions-of.ts';
import { pythonReferenceProblem } from './names/python-reference.ts';
import { replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';

export const unknownFunction: Rule<'feature-group' | 'feature-view'> = {
  id: 'unknown-function',
  title: 'Python function that does not exist',
  level: 'error',
  kinds: ['feature-group', 'feature-view'],
  docs: {
    why: 'A feature or transformation names the one function that computes it, in training and in serving. Files are read, never run.',
    bad: `-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features:
  - { name: id, type: string }
  - { name: late, type: boolean, function: features/delays.py::is_lat }
-- features/delays.py --
def is_late(id):
    return id > 15
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
  - { name: late, type: boolean, function: features/delays.py::is_late }
-- features/delays.py --
def is_late(id):
    return id > 15
-- test_features/test_delays.py --
from features.delays import is_late

def test_is_late():
    assert is_late(16)
`,
  },
  check(file, { project, report }) {
    if (!project.isPythonKnown) return;
    const references = [
      ...mentionsOf(file, 'python-function'),
      ...mentionsOf(file, 'transformation').filter(({ text }) => text.includes('::')),
    ];
    for (const mention of references) {
      const problem = mention.text === '' ? undefined : pythonReferenceProblem(mention.text, project);
      if (problem === undefined) continue;
      const { start, end, message, ...details } = problem;
      const isVerbatim = mention.end - mention.start === mention.text.length;
      const span = isVerbatim ? { start: mention.start + start, end: mention.start + end } : mention;
      report(span, message, isVerbatim ? details : { help: details.help });
    }
  },
  fixes: replaceByNearest,
};
