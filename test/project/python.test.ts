import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EditableProject } from '../../core/project/create-project.ts';
import { pythonReader } from '../../core/project/python/python-reader.ts';
import { isTestFile, testFunctions } from '../../core/project/python/tests-in.ts';
import { lettersAt, projectOf, type Texts } from './kit.ts';

const read = await pythonReader();
const source = (text: string) => read('f.py', text);

async function withPython(texts: Texts): Promise<EditableProject> {
  const project = projectOf(texts);
  project.usePython(read);
  for (const [path, text] of Object.entries(texts)) if (path.endsWith('.py')) project.addFile(path, text);
  return project;
}

describe('a Python file is read without running it', () => {
  it('functions with parameters, types, decorators, documentation and class', () => {
    const text = `"""Ünïcode 😀 before everything, which takes two units."""
import pandas as pd

@cache
@mark.parametrize("a", [1])
def distance(a, b: pd.Series, *args, c=1, d: "int" = 2, **kw: str) -> pd.Series:
    """How far.

    In kilometres.
    """
    def inner(x): return x
    return a

class TestDistance(Base):
    async def test_it(self, /, frame, *, late): ...
`;
    const { functions } = source(text);
    assert.deepEqual(
      functions.map(({ name, inClass, returns, docstring, decorators }) => ({
        name,
        inClass,
        returns,
        docstring,
        decorators,
      })),
      [
        {
          name: 'distance',
          inClass: undefined,
          returns: 'pd.Series',
          docstring: 'How far.\n\nIn kilometres.',
          decorators: ['cache', 'mark.parametrize("a", [1])'],
        },
        { name: 'test_it', inClass: 'TestDistance', returns: undefined, docstring: undefined, decorators: [] },
      ],
    );
    const [distance, method] = functions;
    assert.equal(text.slice(distance?.nameSpan.start, distance?.nameSpan.end), 'distance');
    assert.ok(text.slice(distance?.start, distance?.end).startsWith('@cache'));
    assert.deepEqual(
      distance?.parameters.map((each) => [
        each.name,
        each.annotation,
        each.hasDefault,
        each.variadic,
        text.slice(each.start, each.end),
      ]),
      [
        ['a', undefined, false, false, 'a'],
        ['b', 'pd.Series', false, false, 'b: pd.Series'],
        ['args', undefined, false, true, 'args'],
        ['c', undefined, true, false, 'c=1'],
        ['d', 'int', true, false, 'd: "int" = 2'],
        ['kw', 'str', false, true, 'kw: str'],
      ],
    );
    assert.deepEqual(
      method?.parameters.map(({ name }) => name),
      ['self', 'frame', 'late'],
    );
  });

  it('imports, with what they are called here', () => {
    const { imports } = source(`import os, features.on_demand as fod
from features import on_demand as od, other
from .x.y import *
from . import z
`);
    assert.deepEqual(
      imports.map(({ module, name, alias }) => [module, name, alias]),
      [
        ['os', undefined, undefined],
        ['features.on_demand', undefined, 'fod'],
        ['features', 'on_demand', 'od'],
        ['features', 'other', undefined],
        ['.x.y', '*', undefined],
        ['.', 'z', undefined],
      ],
    );
  });

  it('names that are called or passed on, and where', () => {
    const { uses } = source(`TABLE = { "km": features.km }
def f(x):
    return apply(g, key=h.i)
@wraps(f)
def k():
    found = (m, [n])
    return found
`);
    assert.deepEqual(uses.map(({ name, within }) => `${name} in ${within}`).sort(), [
      'apply in f',
      'f in k',
      'features.km in undefined',
      'found in k',
      'g in f',
      'h.i in f',
      'm in k',
      'n in k',
      'wraps in k',
    ]);
  });

  it('columns that are assigned, in every way', () => {
    const { columnAssignments } = source(`def compute(df):
    df["late"] = 1
    df['a'] = df["b"] = 2
    df.loc[:, "c"] = 3
    df.loc[df.x > 1, ["d", "e"]] = 4
    df[["g", "h"]] = 5
    df["i"] += 6
    df.loc["row"] = 7
    df[key] = df["read"]
    names["j"]: int = 8
`);
    assert.deepEqual(
      columnAssignments.map(({ name }) => name),
      ['late', 'a', 'b', 'c', 'd', 'e', 'g', 'h', 'i', 'j'],
    );
    assert.ok(columnAssignments.every(({ within }) => within === 'compute'));
  });
});

describe('tests are what pytest takes for tests', () => {
  it('by the name of the file', () => {
    const yes = ['test_a.py', 'tests/test_a.py', 'a_test.py'];
    const no = ['a.py', 'test.py', 'tests/a.py', 'test_a.txt', 'contest_a.py'];
    assert.deepEqual(
      [...yes, ...no].filter((path) => isTestFile({ path })),
      yes,
    );
  });

  it('by the name of the function and of its class', () => {
    const { functions } = source(`
def test_a(): ...
def helper(): ...
class TestB:
    def test_c(self): ...
    def setup(self): ...
class Other:
    def test_d(self): ...
`);
    assert.deepEqual(
      testFunctions({ path: 'test_f.py', functions, imports: [], uses: [], columnAssignments: [] }).map(
        ({ name }) => name,
      ),
      ['test_a', 'test_c'],
    );
  });
});

describe('the tests of a function', () => {
  const FUNCTION = 'def km(a): return a\n';
  const uses: readonly (readonly [how: string, text: string])[] = [
    ['by name', 'from features.distance import km\ndef test_km(): assert km(1) == 1\n'],
    ['under another name', 'from features.distance import km as k\ndef test_km(): assert k(1) == 1\n'],
    ['by its module', 'from features import distance\ndef test_km(): assert distance.km(1) == 1\n'],
    ['by the whole path', 'import features.distance\ndef test_km(): assert features.distance.km(1) == 1\n'],
    ['by an alias of the module', 'import features.distance as d\ndef test_km(): assert d.km(1) == 1\n'],
    ['by everything of the module', 'from features.distance import *\ndef test_km(): assert km(1) == 1\n'],
    ['from a folder on the path', 'from distance import km\ndef test_km(): assert km(1) == 1\n'],
    ['passed on', 'from distance import km\ndef test_km(): check(km)\n'],
    ['in a decorator', 'from distance import km\n@mark.parametrize("f", [km])\ndef test_km(f): f(1)\n'],
    ['through a helper', 'from distance import km\ndef help(): return km(1)\ndef test_km(): assert help() == 1\n'],
    ['through a fixture', 'from distance import km\n@fixture\ndef far(): return km(1)\ndef test_km(far): assert far\n'],
    ['in a class', 'from distance import km\nclass TestKm:\n    def test_km(self): assert km(1)\n'],
  ];
  for (const [how, text] of uses) {
    it(`use it ${how}`, async () => {
      const project = await withPython({ 'features/distance.py': FUNCTION, 'tests/test_distance.py': text });
      assert.deepEqual(
        project.testsOf('features/distance.py::km').map(({ fn }) => fn.name),
        ['test_km'],
      );
    });
  }

  const others: readonly (readonly [how: string, text: string])[] = [
    ['another function of the name', 'from other import km\ndef test_km(): km(1)\n'],
    ['an import alone', 'from features.distance import km\ndef test_km(): pass\n'],
    ['a function that is no test', 'from features.distance import km\ndef check(): km(1)\n'],
  ];
  for (const [how, text] of others) {
    it(`are not ${how}`, async () => {
      const project = await withPython({ 'features/distance.py': FUNCTION, 'tests/test_distance.py': text });
      assert.deepEqual(project.testsOf('features/distance.py::km'), []);
    });
  }
});

describe('Python in a project', () => {
  const TEXTS = {
    'g.feature-group.yaml': `name: g
version: 1
primary_key: [a]
features:
  - { name: a, type: int }
  - { name: km, type: double, function: f.py::km }
  - { name: mi, type: double, function: f.py::mi }
`,
    'v.feature-view.yaml':
      'name: v\nversion: 1\nquery: { from: g }\ntransformations: [{ features: [a], function: f.py::cap }]\n',
    'f.py': 'def km(a): return a\ndef mi(km): return km\ndef cap(a): return a\n',
    'test_f.py': 'from f import km\ndef test_km(): assert km(1)\n',
  };

  it('is unknown until it is read', () => {
    const project = projectOf(TEXTS);
    assert.equal(project.isPythonKnown, false);
    assert.equal(project.namesPython(), true);
    assert.equal(project.pythonFunction('f.py::km'), undefined);
    assert.equal(projectOf({ 'f.py': 'def km(): ...' }).namesPython(), false);
  });

  it('has the functions that definitions name', async () => {
    const project = await withPython(TEXTS);
    assert.equal(project.isPythonKnown, true);
    assert.equal(project.pythonFunction('f.py::km')?.fn.name, 'km');
    assert.equal(project.pythonFunction('./f.py::km')?.fn.name, 'km');
    assert.equal(project.pythonFunction('f.py::gone'), undefined);
    assert.equal(project.pythonFunction('f.py'), undefined);
  });

  it('has parameters that a rename of their feature must rename', async () => {
    const project = await withPython(TEXTS);
    const group = project.files.get('g.feature-group.yaml');
    assert.ok(group);
    assert.deepEqual(lettersAt(project, project.parametersOfColumn(group, 'km')), ['f.py: km']);
    assert.deepEqual(lettersAt(project, project.parametersOfColumn(group, 'a')), ['f.py: a']);
  });

  it('concerns those who name a function that has changed, and nobody where only its body or place has', async () => {
    const project = await withPython(TEXTS);
    const set = (text: string) => project.setFile('f.py', text);
    assert.deepEqual(set(`# moved\n${TEXTS['f.py'].replace('return a', 'return a * 2')}`), ['f.py']);
    assert.deepEqual(set(TEXTS['f.py'].replace('km(a)', 'km(a, b)')), ['f.py', 'g.feature-group.yaml']);
    assert.deepEqual(set(TEXTS['f.py'].replace('def cap', 'def kap').replace('km(a)', 'km(a, b)')), [
      'f.py',
      'v.feature-view.yaml',
    ]);
    assert.deepEqual(project.removeFile('f.py'), ['f.py', 'g.feature-group.yaml', 'v.feature-view.yaml']);
  });

  it('concerns those whose functions are tested otherwise', async () => {
    const project = await withPython(TEXTS);
    const at = TEXTS['test_f.py'].indexOf('km(1)');
    const removed = project.editFile('test_f.py', [{ start: at, end: at + 2, text: 'mi' }]);
    assert.deepEqual(removed, ['test_f.py', 'g.feature-group.yaml']);
    assert.deepEqual(project.testsOf('f.py::km'), []);
    assert.equal(project.textOf('test_f.py'), 'from f import km\ndef test_km(): assert mi(1)\n');
  });
});
