import type { PythonFunction, PythonImport, PythonSource } from '../python-source.ts';
import type { PythonReference } from './reference.ts';

/** A file in which pytest looks for tests. */
export function isTestFile({ path }: Pick<PythonSource, 'path'>): boolean {
  return /(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(path);
}

/** The functions that pytest takes for tests: `test…`, at the top of a module or in a class `Test…`. */
export function testFunctions({ functions }: PythonSource): readonly PythonFunction[] {
  return functions.filter(({ name, inClass }) => name.startsWith('test') && (inClass?.startsWith('Test') ?? true));
}

/** The tests of a file that use a function: themselves, or through the fixtures and helpers of the same file. */
export function testsIn(source: PythonSource, reference: PythonReference): readonly PythonFunction[] {
  const names = namesFor(source.imports, reference);
  if (names.size === 0) return [];
  const users = usersOf(source, names);
  return testFunctions(source).filter((test) => users.has(test.name));
}

/** What a function may be called in a file with these imports; with `*`, also by its bare name. */
function namesFor(imports: readonly PythonImport[], { path, name }: PythonReference): ReadonlySet<string> {
  const names = new Set<string>();
  for (const each of imports) {
    if (each.name === undefined) {
      // import features.on_demand [as f]
      if (isModule(each.module, path)) names.add(`${each.alias ?? each.module}.${name}`);
    } else if (isModule(each.module, path)) {
      // from features.on_demand import haversine_km [as h]
      if (each.name === name || each.name === '*') names.add(each.name === '*' ? name : (each.alias ?? name));
    } else if (isModule(`${each.module}.${each.name}`, path)) {
      // from features import on_demand [as f]
      names.add(`${each.alias ?? each.name}.${name}`);
    }
  }
  return names;
}

/** Whether a dotted module may be a file: pytest and programs put different folders on the path, so its end decides. */
function isModule(module: string, path: string): boolean {
  const file = module.replace(/^\.+/, '').replaceAll('.', '/');
  if (file === '') return false;
  return [`${file}.py`, `${file}/__init__.py`].some((end) => path === end || path.endsWith(`/${end}`));
}

/** The functions of a file that use one of these names, or a function or fixture of the file that does. */
function usersOf(source: PythonSource, names: ReadonlySet<string>): ReadonlySet<string> {
  const users = new Set<string>();
  for (const { name, within } of source.uses) if (within !== undefined && names.has(name)) users.add(within);
  for (let size = -1; size !== users.size; ) {
    size = users.size;
    for (const { name, within } of source.uses) if (within !== undefined && users.has(name)) users.add(within);
    for (const { name, parameters } of source.functions) {
      if (parameters.some((parameter) => users.has(parameter.name))) users.add(name);
    }
  }
  return users;
}
