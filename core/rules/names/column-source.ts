import { code } from '../../contracts/words.ts';
import type { ColumnScope } from '../../definitions/meaning.ts';
import type { Path } from '../../documents/node.ts';
import type { DefinitionFile } from '../../project/definition-file.ts';

/** What the columns of a scope belong to, as the subject of a sentence. */
export interface ColumnSource {
  readonly name: string;
  /** True of views, which select columns; groups have them. */
  readonly selects: boolean;
}

/** Names the group or view that a column at this place must come from. */
export function columnSource(file: DefinitionFile, scope: ColumnScope, path: Path): ColumnSource {
  switch (scope) {
    case 'own':
      return group(ownName(file));
    case 'suite':
      return group(file.kind === 'expectation-suite' ? file.definition.feature_group : undefined);
    case 'from':
      return group(file.kind === 'feature-view' ? file.definition.query?.from : undefined);
    case 'joined':
    case 'join-key':
      return group(joinOf(file, path)?.feature_group);
    case 'selectable':
      return { name: 'what the query brings together', selects: false };
    case 'model':
      return view(file.kind === 'model' ? file.definition.feature_view : undefined);
    case 'view':
      if (file.kind === 'monitor') return { name: 'the watched data', selects: false };
      return view(file.kind === 'feature-view' ? ownName(file) : undefined);
  }
}

/** The join that a place is in. */
function joinOf(file: DefinitionFile, path: Path) {
  const index = path[0] === 'query' && path[1] === 'joins' ? path[2] : undefined;
  if (file.kind !== 'feature-view' || typeof index !== 'number') return undefined;
  return file.definition.query?.joins?.[index];
}

/** `flights@1`, as far as it is typed. */
export function ownName(file: DefinitionFile): string | undefined {
  if (file.key === undefined) return undefined;
  return file.key.version === undefined ? file.key.name : `${file.key.name}@${file.key.version}`;
}

function group(name: string | undefined): ColumnSource {
  return { name: name === undefined ? 'the feature group' : code(name), selects: false };
}

function view(name: string | undefined): ColumnSource {
  return { name: name === undefined ? 'the feature view' : code(name), selects: true };
}
