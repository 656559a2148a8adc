import { parseAssetRef } from '../../core/definitions/asset.ts';
import type { AssetKind } from '../../core/definitions/meaning.ts';
import type { DefinitionFile, Mention } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';

/** Everything that a project can tell, as plain data. */
export function everythingIn(project: Project) {
  const paths = [...project.files.keys()].sort();
  return {
    names: KINDS.map((kind) => [
      kind,
      project.names(kind).map((name) => [name, pathsOf(project.definers(kind, name))]),
    ]),
    assets: KINDS.map((kind) => pathsOf(project.assets(kind))),
    config: project.config,
    files: paths.map((path) => {
      const file = project.files.get(path);
      if (file === undefined) throw new Error(`${path} has no file`);
      const { kind, key, definition, mentions, problems } = file;
      const columns = file.kind === 'feature-group' ? (file.definition.features ?? []).map((each) => each?.name) : [];
      return {
        ...{ path, kind, key, definition, mentions, problems },
        about: aboutFile(project, file),
        places: key && project.mentionsOfAsset(key),
        columns: columns.map((name) => (name === undefined ? [] : project.mentionsOfColumn(file, name))),
        dependants: project.dependants(path),
      };
    }),
  };
}

/** What rules can see from one file: all that its findings may rest on. */
export function aboutFile(project: Project, file: DefinitionFile) {
  return {
    mentions: file.mentions.map((mention) => aboutMention(project, file, mention)),
    dependants: project.dependants(file.path),
    sameName: file.key && pathsOf(project.definers(file.key.kind, file.key.name)),
    config: project.config,
  };
}

function aboutMention(project: Project, file: DefinitionFile, { meaning, text, path }: Mention): unknown {
  if (meaning.is === 'asset') {
    const found = project.resolve(meaning.kind, text) as DefinitionFile | undefined;
    if (found !== undefined) return [found.path, reliedOn(found)];
    const others = project.definers(meaning.kind, parseAssetRef(text).name);
    return others.length === 0 ? project.names(meaning.kind) : pathsOf(others);
  }
  if (meaning.is === 'training-dataset') return project.resolve('feature-view', text.split('/')[0] ?? '')?.path;
  if (meaning.is !== 'column') return undefined;
  const columns = project.columns(file, meaning.scope, path);
  const column = columns?.get(text);
  if (column === undefined) return columns && [...columns.keys()].sort();
  const { description, ...rest } = column;
  return rest;
}

/** What the users of a file may look at, beside its columns. */
function reliedOn(file: DefinitionFile): unknown {
  if (file.kind === 'expectation-suite') return file.definition.feature_group;
  const { description, owner, tags, ...rest } = file.definition as Record<string, unknown>;
  if (file.kind !== 'feature-group') return rest;
  const { features, expectations, ...others } = rest;
  return others;
}

const KINDS: readonly AssetKind[] = [
  'feature-group',
  'feature-view',
  'expectation-suite',
  'pipeline',
  'model',
  'deployment',
  'monitor',
];

function pathsOf(files: readonly { readonly path: string }[]): readonly string[] {
  return files.map(({ path }) => path);
}
