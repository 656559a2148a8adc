import { TRANSFORMATION_FUNCTIONS, transformationFunction } from '../catalogue/transformation-functions.ts';
import { code } from '../contracts/words.ts';
import { mentionsOf } from './names/mentions-of.ts';
import { insteadOf, replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';

const NAMES = TRANSFORMATION_FUNCTIONS.map(({ name }) => name);

export const unknownTransformation: Rule<'feature-view'> = {
  id: 'unknown-transformation',
  title: 'Transformation that does not exist',
  level: 'error',
  kinds: ['feature-view'],
  docs: {
    why: 'A transformation is built in, or a Python function of the project: `path/to/file.py::function`.',
    bad: `-- delays.feature-view.yaml --
name: delays
version: 1
query: { from: flights@1 }
transformations:
  - { features: [distance], function: standart_scaler }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: distance, type: double }]
`,
    good: `-- delays.feature-view.yaml --
name: delays
version: 1
query: { from: flights@1 }
transformations:
  - { features: [distance], function: standard_scaler }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: distance, type: double }]
`,
  },
  check(file, { report }) {
    for (const mention of mentionsOf(file, 'transformation')) {
      const { text } = mention;
      if (text === '' || text.includes('::') || transformationFunction(text) !== undefined) continue;
      const details = text.includes('.py')
        ? { help: `name the function in it: ${code(`${text}::function`)}` }
        : insteadOf(text, NAMES);
      report(mention, `there is no transformation ${code(text)}`, details);
    }
  },
  fixes: replaceByNearest,
};
