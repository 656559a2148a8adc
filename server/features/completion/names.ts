import type { AssetKind, ColumnScope, Meaning } from '../../../core/definitions/meaning.ts';
import { namedValues } from '../../../core/definitions/named-values.ts';
import type { Path } from '../../../core/documents/node.ts';
import { codeBlock, plainText } from '../../../core/views/markdown.ts';
import type { Place } from '../place.ts';
import { signatureOf } from '../python-signature.ts';
import { fileChoices } from './files.ts';
import { type Choice, textChoice } from './proposal.ts';

/** What a text of this meaning may name, here: names of the project first, then those of the catalogue. */
export function namesFor(meaning: Meaning, place: Place, path: Path): readonly Choice[] {
  switch (meaning.is) {
    case 'asset':
      return assetChoices(place, meaning.kind);
    case 'column':
      return columnChoices(place, meaning.scope, path);
    case 'training-dataset':
      return trainingDatasets(place);
    case 'python-function':
      return functionChoices(place);
    case 'transformation':
      return [...catalogue(meaning), ...functionChoices(place)];
    case 'file':
    case 'folder':
      return fileChoices(place);
    case 'asset-name':
      return ownName(place);
    default:
      return catalogue(meaning);
  }
}

function catalogue(meaning: Meaning): readonly Choice[] {
  return namedValues(meaning).map(({ name, description }) => textChoice('value', name, undefined, description));
}

/** Every asset of a kind but the one at hand; of versioned ones every version, the highest first. */
function assetChoices({ project, file }: Place, kind: AssetKind): readonly Choice[] {
  return project.names(kind).flatMap((name) =>
    [...project.definers(kind, name)].reverse().flatMap(({ path, key, definition }) => {
      if (key === undefined || path === file.path) return [];
      const reference = key.version === undefined ? name : `${name}@${key.version}`;
      return textChoice('asset', reference, definition.owner, plainText(definition.description ?? ''));
    }),
  );
}

export function columnChoices({ project, file }: Place, scope: ColumnScope, path: Path): readonly Choice[] {
  return [...(project.columns(file, scope, path)?.values() ?? [])].map(({ name, type, description, group }) => {
    const said = [plainText(description ?? ''), group === undefined ? '' : `*${plainText(group)}*`];
    return textChoice('column', name, type, said.filter((part) => part !== '').join('\n\n'));
  });
}

function trainingDatasets({ project }: Place): readonly Choice[] {
  return project
    .names('feature-view')
    .flatMap((name) =>
      [...project.definers('feature-view', name)]
        .reverse()
        .flatMap(({ key, definition }) =>
          (definition.training_datasets ?? []).flatMap((dataset) =>
            key?.version === undefined || dataset?.version === undefined
              ? []
              : textChoice(
                  'asset',
                  `${name}@${key.version}/${dataset.version}`,
                  undefined,
                  plainText(dataset.description ?? ''),
                ),
          ),
        ),
    );
}

/** Functions at the top of a module; those of tests test features, they compute none. */
function functionChoices({ project }: Place): readonly Choice[] {
  return [...project.python.values()].flatMap(({ path, functions }) =>
    functions
      .filter(({ name, inClass }) => inClass === undefined && !name.startsWith('_') && !name.startsWith('test_'))
      .map((fn) =>
        textChoice(
          'function',
          `${path}::${fn.name}`,
          undefined,
          `${codeBlock('python', signatureOf(fn))}\n\n${plainText(fn.docstring ?? '')}`,
        ),
      ),
  );
}

/** Files are called after what they define. */
function ownName({ file }: Place): readonly Choice[] {
  const name = /([A-Za-z][\w-]*)(?:\.[a-z-]+)?\.(?:ya?ml|json)$/.exec(file.path)?.[1];
  return name === undefined ? [] : [textChoice('value', name)];
}
