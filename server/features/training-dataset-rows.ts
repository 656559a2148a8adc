import type { DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { number, plural } from '../../core/reports/numbers-in-words.ts';
import { plainText } from '../../core/views/markdown.ts';
import type { TreeNode } from '../../core/views/tree.ts';
import type { TrainingDatasetFacts } from '../training-dataset-facts.ts';
import { moment } from './moment.ts';
import { rangeIn } from './ranges.ts';

/** The training datasets of a view: those that it declares, and what was created of them. */
export function trainingDatasetRows(
  project: Project,
  view: DefinitionFileOf<'feature-view'>,
  id: string,
  created: readonly TrainingDatasetFacts[],
): readonly TreeNode[] {
  const declared = new Map(
    (view.definition.training_datasets ?? []).flatMap((each, place) =>
      each?.version === undefined ? [] : [[each.version, { place, description: each.description }] as const],
    ),
  );
  const made = new Map(created.map((each) => [each.number, each]));
  const numbers = [...new Set([...declared.keys(), ...made.keys()])].toSorted((a, b) => a - b);
  return numbers.map((each) => {
    const [definition, facts] = [declared.get(each), made.get(each)];
    const path = definition === undefined ? ['name'] : ['training_datasets', definition.place];
    const about = definition?.description === undefined ? [] : [plainText(definition.description)];
    return {
      id: `${id}/training/${each}`,
      label: `Training dataset ${each}`,
      description: facts === undefined ? 'not created yet' : rowsInWords(facts),
      tooltip: [...about, ...(facts === undefined ? [] : [`created ${moment(facts.createdAt)}`])].join('\n\n'),
      icon: 'symbol-array',
      context: 'detail',
      target: { file: view.path, range: rangeIn(project, view.path, project.spanOf(view, path)) },
      children: facts === undefined ? [] : factRows(`${id}/training/${each}`, facts),
    };
  });
}

function rowsInWords({ parts, leftOut }: TrainingDatasetFacts): string {
  const left = leftOut === 0 ? [] : [`${number(leftOut)} in no part`];
  const [[only, rows] = [], ...others] = parts;
  if (only === 'all' && others.length === 0) return [plural(rows ?? 0, 'row'), ...left].join(' · ');
  return [...parts.map(([part, count]) => `${part} ${number(count)}`), ...left].join(' · ');
}

/** What makes it that dataset and no other: the hash of its data, and the commits that it was made from. */
function factRows(id: string, { hash, commits }: TrainingDatasetFacts): readonly TreeNode[] {
  return [
    {
      id: `${id}/hash`,
      label: 'Data hash',
      description: hash.slice(0, 12),
      tooltip: hash,
      icon: 'key',
      context: 'detail',
    },
    ...commits.map(
      ([group, instant]): TreeNode => ({
        id: `${id}/${group}`,
        label: group,
        description: instant,
        icon: 'git-commit',
        context: 'detail',
      }),
    ),
  ];
}
