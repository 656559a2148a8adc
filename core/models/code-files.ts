import { dirname } from 'node:path/posix';
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
    // Most of what a file imports is not the project's.
    for (const imported of importedFiles(project, path)) if (project.python.has(imported)) follow(imported);
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

/** `import a.b` and `from a import b` may both mean `a/b.py`, beside the file or from the root of the project. */
function importedFiles(project: Project, path: string): readonly string[] {
  const beside = dirname(path);
  const homes = [...new Set(['', beside === '.' ? '' : `${beside}/`])];
  return (project.python.get(path)?.imports ?? []).flatMap(({ module, name }) => {
    const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
    const from = dots === '' ? homes : [above(beside, dots.length - 1)];
    const module_ = rest.replaceAll('.', '/');
    const inside = name === undefined || name === '*' ? [] : [module_ === '' ? name : `${module_}/${name}`];
    const packages = module_.split('/').map((_, index, parts) => `${parts.slice(0, index + 1).join('/')}/__init__`);
    return from.flatMap((home) => [...packages, module_, ...inside].map((each) => `${home}${each}.py`));
  });
}

function above(folder: string, levels: number): string {
  let home = folder;
  for (let level = 0; level < levels; level++) home = dirname(home);
  return home === '.' ? '' : `${home}/`;
}
