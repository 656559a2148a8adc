import { code } from '../contracts/words.ts';
import type { Path } from '../documents/node.ts';
import type { DefinitionFile } from '../project/definition-file.ts';
import type { Rule } from './rule.ts';

export const duplicateName: Rule<'feature-group' | 'feature-view' | 'model'> = {
  id: 'duplicate-name',
  title: 'Two items of a list with one name',
  level: 'error',
  kinds: ['feature-group', 'feature-view', 'model'],
  docs: {
    why: 'Features, training datasets, evaluation sets and behaviour tests are referred to by their name or number, so each may stand there once.',
    bad: `-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
  - { name: temp, type: double }
  - { name: temp, type: double }
`,
    good: `-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
  - { name: temp, type: double }
  - { name: dewp, type: double }
`,
  },
  check(file, { project, report }) {
    for (const { what, path, name } of namedItems(file)) {
      const first = new Map<string | number, Path>();
      for (const [index, value] of name.entries()) {
        if (value === undefined) continue;
        const place = path(index);
        const before = first.get(value);
        if (before === undefined) {
          first.set(value, place);
          continue;
        }
        report(project.spanOf(file, place), `there is another ${what} ${code(value)} above`, {
          related: [{ file: file.path, ...project.spanOf(file, before), message: 'the first one' }],
        });
      }
    }
  },
};

interface NamedItems {
  readonly what: string;
  readonly name: readonly (string | number | undefined)[];
  path(index: number): Path;
}

/** The lists of a file whose items have an identity. */
function namedItems(file: DefinitionFile): readonly NamedItems[] {
  switch (file.kind) {
    case 'feature-group':
      return [
        items(
          'feature',
          'features',
          'name',
          file.definition.features?.map((each) => each?.name),
        ),
      ];
    case 'feature-view': {
      const { training_datasets, batch_inference_datasets, evaluation_sets } = file.definition;
      return [
        items(
          'training dataset',
          'training_datasets',
          'version',
          training_datasets?.map((each) => each?.version),
        ),
        items(
          'batch',
          'batch_inference_datasets',
          'name',
          batch_inference_datasets?.map((each) => each?.name),
        ),
        items(
          'evaluation set',
          'evaluation_sets',
          'name',
          evaluation_sets?.map((each) => each?.name),
        ),
      ];
    }
    case 'model': {
      const tests = file.definition.behaviour_tests?.map((each) => each?.name);
      return [items('behaviour test', 'behaviour_tests', 'name', tests)];
    }
    default:
      return [];
  }
}

function items(what: string, list: string, key: string, name: NamedItems['name'] | undefined): NamedItems {
  return { what, name: name ?? [], path: (index) => [list, index, key] };
}
