import { rangesIn } from '../../core/documents/position.ts';
import type { Project } from '../../core/project/project.ts';
import type { PythonSource } from '../../core/project/python-source.ts';
import type { TestTarget } from '../../core/views/requests.ts';
import { idOf } from './targets.ts';

/** Everything that can be run in the Testing view: suites with their expectations, files with their pytest tests. */
export function testTargets(project: Project): readonly TestTarget[] {
  const suites = suiteTargets(project);
  const python = pythonTargets(project);
  return [
    ...(suites.length === 0 ? [] : [group('suites', 'Expectation suites', suites)]),
    ...(python.length === 0 ? [] : [group('pytest', 'Feature and pipeline tests', python)]),
  ];
}

function group(id: string, label: string, children: readonly TestTarget[]): TestTarget {
  return { id, kind: 'folder', label, file: children[0]?.file ?? '', selector: '', children };
}

function suiteTargets(project: Project): readonly TestTarget[] {
  return project.assets('expectation-suite').flatMap((file) => {
    if (file.kind !== 'expectation-suite' || file.key === undefined) return [];
    const id = idOf(file) ?? file.path;
    const rangeOf = rangesIn(project.textOf(file.path));
    const expectations = (file.definition.expectations ?? []).map(
      (expectation, index): TestTarget => ({
        id: `${id}#${index}`,
        kind: 'expectation',
        label: (expectation?.type ?? 'expectation').replace(/^expect_/, '').replaceAll('_', ' '),
        description: columnOf(expectation?.kwargs),
        file: file.path,
        range: rangeOf(project.spanOf(file, ['expectations', index])),
        selector: file.key?.name ?? '',
      }),
    );
    return {
      id,
      kind: 'suite',
      label: file.key.name,
      description: file.definition.feature_group,
      file: file.path,
      range: rangeOf(project.spanOf(file, ['name'])),
      selector: file.key.name,
      children: expectations,
    } satisfies TestTarget;
  });
}

function pythonTargets(project: Project): readonly TestTarget[] {
  return [...project.python.values()].filter(isTestFile).flatMap((source) => {
    const tests = source.functions.filter(({ name }) => name.startsWith('test'));
    if (tests.length === 0) return [];
    const rangeOf = rangesIn(project.textOf(source.path));
    return {
      id: source.path,
      kind: 'python-file',
      label: source.path,
      file: source.path,
      selector: source.path,
      children: tests.map((fn): TestTarget => {
        const id = [source.path, fn.inClass, fn.name].filter((part) => part !== undefined).join('::');
        return {
          id,
          kind: 'python-test',
          label: fn.name,
          file: source.path,
          range: rangeOf(fn.nameSpan),
          selector: id,
        };
      }),
    } satisfies TestTarget;
  });
}

/** Pytest's own rule for which files hold tests. */
function isTestFile({ path }: PythonSource): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^test_.*\.py$|_test\.py$/.test(name);
}

function columnOf(kwargs: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const column = kwargs?.column ?? kwargs?.column_A;
  return typeof column === 'string' ? column : undefined;
}
