import type { Path } from '../../../core/documents/node.ts';
import type { DefinitionFileOf } from '../../../core/project/definition-file.ts';
import { plainText } from '../../../core/views/markdown.ts';
import type { Place } from '../place.ts';
import { fileChoices } from './files.ts';
import { type Choice, textChoice } from './proposal.ts';

/** Values that depend on what stands elsewhere, in the same file or in one that it is about. */
export function projectValues(place: Place, path: Path): readonly Choice[] {
  const { file } = place;
  const key = path.at(-1);
  switch (file.kind) {
    case 'expectation-suite':
      return key === '$PARAMETER' ? Object.keys(file.definition.parameters ?? {}).map(named) : [];
    case 'model':
      return modelValues(place, file, path);
    case 'pipeline':
      if (path[0] !== 'run' || path.length !== 2) return [];
      return key === 0
        ? [textChoice('value', 'python', undefined, 'The interpreter of the project.')]
        : fileChoices(place);
    default:
      return [];
  }
}

function modelValues({ project }: Place, { definition }: DefinitionFileOf<'model'>, path: Path): readonly Choice[] {
  const key = path.at(-1);
  const view = () =>
    definition.feature_view === undefined ? undefined : project.resolve('feature-view', definition.feature_view);
  if (path.length === 1 && key === 'training_dataset') {
    return (view()?.definition.training_datasets ?? []).flatMap((dataset) =>
      dataset?.version === undefined
        ? []
        : {
            kind: 'value',
            text: String(dataset.version),
            isText: false,
            documentation: plainText(dataset.description ?? ''),
          },
    );
  }
  if (path[0] === 'gates' && key === 'evaluation_set') {
    return (view()?.definition.evaluation_sets ?? []).flatMap((set) =>
      set?.name === undefined ? [] : named(set.name),
    );
  }
  if (path[0] === 'gates' && key === 'over') return ['deployed', 'baseline'].map(named);
  return path[0] === 'behaviour_tests' && key === 'expect' ? ['increase', 'decrease'].map(named) : [];
}

function named(name: string): Choice {
  return textChoice('value', name);
}
