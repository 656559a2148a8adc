import { assetId } from '../../core/definitions/asset.ts';
import type { AssetKind } from '../../core/definitions/meaning.ts';
import type { DefinitionFile, DefinitionFileOf, Mention } from '../../core/project/definition-file.ts';
import type { Column, Location, Project } from '../../core/project/project.ts';

/** What a mention is about. */
export type Target =
  | { readonly kind: 'asset'; readonly file: DefinitionFile }
  | { readonly kind: 'column'; readonly column: Column; readonly file: DefinitionFile }
  | { readonly kind: 'function'; readonly reference: string }
  | { readonly kind: 'file'; readonly path: string };

/** What a mention names, if the project knows it. */
export function targetOf(project: Project, file: DefinitionFile, mention: Mention): Target | undefined {
  const { meaning, text, path } = mention;
  switch (meaning.is) {
    case 'asset':
      return asset(project, meaning.kind, text);
    case 'asset-name':
      return file.key === undefined ? undefined : { kind: 'asset', file };
    case 'column-name':
      return ownColumn(project, file, text);
    case 'column': {
      const column = project.columns(file, meaning.scope, path)?.get(text);
      return column === undefined ? undefined : { kind: 'column', column, file: homeOf(project, file, column) };
    }
    case 'python-function':
      return { kind: 'function', reference: text };
    case 'transformation':
      return text.includes('::') ? { kind: 'function', reference: text } : undefined;
    case 'file':
    case 'folder':
      // A pipeline's input may name a feature group instead of a file.
      return asset(project, 'feature-group', text) ?? { kind: 'file', path: text };
    case 'training-dataset':
      return asset(project, 'feature-view', text.split('/')[0] ?? text);
    default:
      return undefined;
  }
}

function asset(project: Project, kind: AssetKind, reference: string): Target | undefined {
  const file = project.resolve(kind, reference) as DefinitionFile | undefined;
  return file === undefined ? undefined : { kind: 'asset', file };
}

function ownColumn(project: Project, file: DefinitionFile, name: string): Target | undefined {
  const column = project.columns(file, 'own', [])?.get(name);
  return column === undefined ? undefined : { kind: 'column', column, file };
}

/** The feature group in which a column is defined; the file at hand where that cannot be known. */
function homeOf(project: Project, file: DefinitionFile, column: Column): DefinitionFile {
  if (column.group === undefined) return file;
  return project.resolve('feature-group', column.group) ?? file;
}

/** Where the target is defined. */
export function definitionOf(project: Project, target: Target): Location | undefined {
  switch (target.kind) {
    case 'asset':
      return { file: target.file.path, ...project.spanOf(target.file, ['name']) };
    case 'column': {
      const index = featureIndex(target.file, target.column.feature);
      return index < 0
        ? undefined
        : { file: target.file.path, ...project.spanOf(target.file, ['features', index, 'name']) };
    }
    case 'function': {
      const found = project.pythonFunction(target.reference);
      return found === undefined ? undefined : { file: found.source.path, ...found.fn.nameSpan };
    }
    case 'file':
      return { file: target.path, start: 0, end: 0 };
  }
}

/** Every place that mentions the target. */
export function mentionsOf(project: Project, target: Target): readonly Location[] {
  switch (target.kind) {
    case 'asset':
      return target.file.key === undefined ? [] : project.mentionsOfAsset(target.file.key);
    case 'column':
      return project.mentionsOfColumn(target.file, target.column.feature);
    case 'function':
      return mentionsOfFunction(project, target.reference);
    case 'file':
      return [];
  }
}

function mentionsOfFunction(project: Project, reference: string): readonly Location[] {
  const here = definitionOf(project, { kind: 'function', reference });
  const named = [...project.files.values()].flatMap((file) =>
    file.mentions
      .filter(({ meaning, text }) => ['python-function', 'transformation'].includes(meaning.is) && text === reference)
      .map(({ start, end }) => ({ file: file.path, start, end })),
  );
  const tests = project.testsOf(reference).map(({ source, fn }) => ({ file: source.path, ...fn.nameSpan }));
  return [...(here === undefined ? [] : [here]), ...named, ...tests];
}

export function featureIndex(file: DefinitionFile, name: string): number {
  if (file.kind !== 'feature-group') return -1;
  return (file.definition.features ?? []).findIndex((feature) => feature?.name === name);
}

export function isGroup(file: DefinitionFile): file is DefinitionFileOf<'feature-group'> {
  return file.kind === 'feature-group';
}

/** What people and the command line call the asset: `feature-view:arrival_delay@1`. */
export function idOf(file: DefinitionFile): string | undefined {
  return file.key === undefined ? undefined : assetId(file.key);
}
