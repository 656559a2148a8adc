import { assetId, parseTrainingDatasetRef } from '../../core/definitions/asset.ts';
import type { AssetKind } from '../../core/definitions/meaning.ts';
import { isFileIn } from '../../core/platform/list-folder.ts';
import type { DefinitionFile, Mention } from '../../core/project/definition-file.ts';
import type { Column, Location, Project } from '../../core/project/project.ts';

/** What a mention is about. */
export type Target =
  | { readonly kind: 'asset'; readonly file: DefinitionFile }
  /** `file` is the feature group that defines the column; the file at hand where that cannot be known. */
  | { readonly kind: 'column'; readonly column: Column; readonly file: DefinitionFile }
  | { readonly kind: 'function'; readonly reference: string }
  | { readonly kind: 'file'; readonly path: string };

/** What a mention names, if the project knows it. */
export function targetOf(project: Project, file: DefinitionFile, mention: Mention): Target | undefined {
  const { meaning, text, path } = mention;
  switch (meaning.is) {
    case 'asset':
      return asset(project, meaning.kind, text);
    case 'training-dataset':
      return asset(project, 'feature-view', parseTrainingDatasetRef(text).view);
    case 'asset-name':
      return file.key && { kind: 'asset', file };
    case 'column-name':
      return columnTarget(project, file, project.columns(file, 'own', [])?.get(text));
    case 'column':
      return columnTarget(project, file, project.columns(file, meaning.scope, path)?.get(text));
    case 'python-function':
      return { kind: 'function', reference: text };
    case 'transformation':
      return text.includes('::') ? { kind: 'function', reference: text } : undefined;
    case 'file':
    case 'folder':
      return { kind: 'file', path: text };
    default:
      return undefined;
  }
}

function asset(project: Project, kind: AssetKind, reference: Parameters<Project['resolve']>[1]): Target | undefined {
  const file = project.resolve(kind, reference) as DefinitionFile | undefined;
  return file && { kind: 'asset', file };
}

function columnTarget(project: Project, file: DefinitionFile, column: Column | undefined): Target | undefined {
  const home = column?.group === undefined ? undefined : project.resolve('feature-group', column.group);
  return column && { kind: 'column', column, file: home ?? file };
}

/** Where the target is defined. */
export function definitionOf(project: Project, target: Target): Location | undefined {
  switch (target.kind) {
    case 'asset':
      return { file: target.file.path, ...project.spanOf(target.file, ['name']) };
    case 'column': {
      const { file, column } = target;
      const name = file.mentions.find(({ meaning, text }) => meaning.is === 'column-name' && text === column.feature);
      return name && { file: file.path, start: name.start, end: name.end };
    }
    case 'function': {
      const found = project.pythonFunction(target.reference);
      return found && { file: found.source.path, ...found.fn.nameSpan };
    }
    case 'file':
      return isFileIn(project.root, target.path) ? { file: target.path, start: 0, end: 0 } : undefined;
  }
}

/** Every place that mentions the target; with its definition, or without. */
export function mentionsOf(project: Project, target: Target, withDefinition: boolean): readonly Location[] {
  const all = allMentions(project, target);
  const home = withDefinition ? undefined : definitionOf(project, target);
  return home === undefined ? all : all.filter(({ file, start }) => file !== home.file || start !== home.start);
}

function allMentions(project: Project, target: Target): readonly Location[] {
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
  const definition = definitionOf(project, { kind: 'function', reference });
  const source = reference.slice(0, reference.indexOf('::'));
  const named = project
    .dependants(source)
    .flatMap((path) =>
      (project.files.get(path)?.mentions ?? [])
        .filter(({ meaning, text }) => FUNCTIONS.has(meaning.is) && text === reference)
        .map(({ start, end }) => ({ file: path, start, end })),
    );
  const tests = project.testsOf(reference).map(({ source, fn }) => ({ file: source.path, ...fn.nameSpan }));
  return [...(definition === undefined ? [] : [definition]), ...named, ...tests];
}

const FUNCTIONS = new Set(['python-function', 'transformation']);

/** What people and the command line call the asset: `feature-view:arrival_delay@1`. */
export function idOf(file: DefinitionFile): string | undefined {
  return file.key && assetId(file.key);
}
