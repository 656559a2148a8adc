import { columnOf, titleOf } from '../../core/catalogue/expectation-in-words.ts';
import type { DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { isTestFile, testFunctions } from '../../core/project/python/tests-in.ts';
import type { PythonSource } from '../../core/project/python-source.ts';
import type { TestTarget } from '../../core/views/requests.ts';
import { rangeIn } from './ranges.ts';
import { idOf } from './targets.ts';

/** Everything that can be run in the Testing view: suites with their expectations, files with their pytest tests. */
export function testTargets(project: Project): readonly TestTarget[] {
  const suites = project
    .assets('expectation-suite')
    .flatMap((file) =>
      file.kind === 'expectation-suite' && file.key !== undefined ? suiteTarget(project, file, file.key.name) : [],
    );
  const python = [...project.python.values()].filter(isTestFile).flatMap((source) => pythonTarget(project, source));
  return [...folder('suites', 'Expectation suites', suites), ...folder('pytest', 'Feature and pipeline tests', python)];
}

function folder(id: string, label: string, children: readonly TestTarget[]): readonly TestTarget[] {
  const [first] = children;
  return first === undefined ? [] : [{ id, kind: 'folder', label, file: first.file, selector: '', children }];
}

function suiteTarget(project: Project, file: DefinitionFileOf<'expectation-suite'>, name: string): TestTarget {
  const { path, definition, mentions } = file;
  const id = idOf({ ...file, kind: 'expectation-suite' }) ?? path;
  const types = mentions.filter(({ meaning }) => meaning.is === 'expectation-type');
  const children = types.map((type): TestTarget => {
    const index = Number(type.path[1]);
    return {
      id: `${id}#${index}`,
      kind: 'expectation',
      label: titleOf(type.text),
      description: columnOf(type.text, definition.expectations?.[index]?.kwargs ?? {}),
      file: path,
      range: rangeIn(project, path, type),
      selector: name,
    };
  });
  const range = rangeIn(project, path, project.spanOf(file, ['name']));
  return {
    id,
    kind: 'suite',
    label: name,
    description: definition.feature_group,
    file: path,
    range,
    selector: name,
    children,
  };
}

function pythonTarget(project: Project, source: PythonSource): readonly TestTarget[] {
  const { path } = source;
  const children = testFunctions(source).map((fn): TestTarget => {
    const id = [path, fn.inClass, fn.name].filter((part) => part !== undefined).join('::');
    return {
      id,
      kind: 'python-test',
      label: fn.name,
      file: path,
      range: rangeIn(project, path, fn.nameSpan),
      selector: id,
    };
  });
  if (children.length === 0) return [];
  return [{ id: path, kind: 'python-file', label: path, file: path, selector: path, children }];
}
