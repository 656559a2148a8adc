import { dirname, join } from 'node:path/posix';
import { readTextSync } from '../platform/files.ts';
import { isFileIn } from '../platform/list-folder.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';
import { parsePythonReference } from '../project/python/reference.ts';
import { viewColumns } from '../project/view-columns.ts';
import type { TrainingPlan } from './plan-training.ts';

/**
 * The Python files that a model version rests on, relative to the project: its predictor, the transformations of its view,
 * the functions that compute its features, the program that trained it, and what these import from the project.
 */
export function codeFiles(
  project: Project,
  { model, view }: Pick<TrainingPlan, 'model' | 'view'>,
  pipeline: DefinitionFileOf<'pipeline'>,
): readonly string[] {
  const { predictor } = model.definition;
  const program = (pipeline.definition.run ?? []).filter((part) => part?.endsWith('.py'));
  const functions = [...transformations(view), ...featureFunctions(project, view)];
  const found = new Set<string>();
  const follow = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const imported of importedFiles(project.root, path)) follow(imported);
  };
  for (const path of [predictor, ...program, ...functions]) {
    if (path !== undefined && isFileIn(project.root, path)) follow(path.replace(/^\.\//, ''));
  }
  return [...found].sort();
}

function transformations({ definition }: DefinitionFileOf<'feature-view'>): readonly string[] {
  return (definition.transformations ?? []).flatMap((each) => pathOf(each?.function));
}

function featureFunctions(project: Project, view: DefinitionFileOf<'feature-view'>): readonly string[] {
  return (viewColumns(project, view).selected ?? []).flatMap(({ group, feature }) => {
    const features = group === undefined ? undefined : project.resolve('feature-group', group)?.definition.features;
    return pathOf(features?.find((each) => each?.name === feature)?.function);
  });
}

function pathOf(reference: string | undefined): readonly string[] {
  return reference?.includes('::') ? [parsePythonReference(reference).path] : [];
}

/**
 * Files of the project that a file imports. `import a.b` and `from a import b` may both mean `a/b.py`, beside the file or
 * from the root of the project; most imports are of packages, and lead to no file.
 */
function importedFiles(root: string, path: string): readonly string[] {
  const beside = dirname(path);
  const homes = [...new Set(['', beside === '.' ? '' : `${beside}/`])];
  const found = importsIn(readTextSync(join(root, path)) ?? '').flatMap(({ module, names }) => {
    const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
    const from = dots === '' ? homes : [above(beside, dots.length - 1)];
    const parts = rest.split('.').filter((part) => part !== '');
    const packages = parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/__init__`);
    const inside = names.map((name) => [...parts, name].join('/'));
    return from.flatMap((home) => [...packages, parts.join('/'), ...inside].map((each) => `${home}${each}.py`));
  });
  return found.filter((each) => isFileIn(root, each));
}

/** Read line by line: a project whose definitions name no Python function has no index of its Python. */
function importsIn(text: string): readonly { readonly module: string; readonly names: readonly string[] }[] {
  // Names in parentheses may stand on several lines.
  const lines = text.replace(/\(([^()]*)\)/g, (_, inner: string) => inner.replaceAll('\n', ' ')).split('\n');
  return lines.flatMap((line) => {
    const [, from, names = '', modules] = /^\s*(?:from\s+([.\w]+)\s+import\s+(.+)|import\s+(.+))$/.exec(line) ?? [];
    if (from !== undefined) return [{ module: from, names: listed(names) }];
    return modules === undefined ? [] : listed(modules).map((module) => ({ module, names: [] }));
  });
}

function listed(names: string): readonly string[] {
  return names
    .replace(/#.*/, '')
    .split(',')
    .map((each) => each.trim().replace(/\s+as\s.*$/, ''))
    .filter((each) => /^[.\w]+$/.test(each));
}

function above(folder: string, levels: number): string {
  let home = folder;
  for (let level = 0; level < levels; level++) home = dirname(home);
  return home === '.' ? '' : `${home}/`;
}
