import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { CodeLens, DocumentSymbol, Hover, Location, Range, SymbolInformation } from 'vscode-languageserver/node';
import { FLIGHTS } from './flights.ts';
import { filesIn, startServer } from './kit.ts';

const server = await startServer();
after(() => server.stop());
const project = await server.project(FLIGHTS);
const texts = filesIn(FLIGHTS);

const GROUP = 'feature_groups/flights.feature-group.yaml';
const VIEW = 'feature_views/delay.feature-view.yaml';
const SUITE = 'expectations/flights.expectations.yaml';

/** The text of a file with a `|` inside the first place where `at` stands. */
function marked(file: string, at: string): string {
  const text = texts[file] ?? '';
  const where = text.indexOf(at.replace('|', ''));
  assert(where >= 0, `${at} is not in ${file}`);
  return text.slice(0, where) + at + text.slice(where + at.length - 1);
}

describe('hover', () => {
  const hover = async (file: string, at: string) => {
    const found = await project.at<Hover | null>('textDocument/hover', file, marked(file, at));
    return found === null ? null : (found.contents as { value: string }).value;
  };

  test('tells of a column where it comes from', async () => {
    assert.equal(
      await hover(VIEW, 'w_wind|_speed < 200'),
      '`w_wind_speed: double`\n\nFeature of `weather@1`, there `wind_speed`',
    );
    assert.equal(
      await hover(SUITE, 'column: distance|_km'),
      '`distance_km: double`\n\nUnit: km\n\nComputed by `features/on_demand.py::distance_km`\n\nFeature of `flights@1`',
    );
  });

  test('tells of an asset what it is and who uses it', async () => {
    assert.equal(
      await hover(VIEW, 'from: fli|ghts@1'),
      '**Feature group** `flights@1`\n\nOne row per scheduled flight.\n\n5 features · used by 3 files\n\n*feature_groups/flights.feature-group.yaml*',
    );
  });

  test('tells of a type of expectation what it takes', async () => {
    const said = await hover(SUITE, 'expect_column_values|_to_not_be_null');
    assert.match(said ?? '', /^\*\*expect_column_values_to_not_be_null\*\*\n\nNo value is missing\.\n\n- `column`: /);
  });

  test('tells of a Python function its signature, its docstring and its tests', async () => {
    assert.equal(
      await hover(GROUP, 'features/on_demand.py::dis|tance_km'),
      '```python\ndef distance_km(origin: str, cancelled: bool) -> float\n```\n\nDistance in kilometres.\n\nTested by `test_distance`\n\n*features/on_demand.py*',
    );
  });

  test('tells of a key what it is for', async () => {
    assert.equal(await hover(GROUP, 'primary|_key:'), '**primary_key**\n\nColumns that identify a row.');
    assert.match((await hover(SUITE, 'min_val|ue: 0')) ?? '', /^\*\*min_value\*\*\n\n.*smallest value allowed/);
  });

  test('tells of what the catalogue knows', async () => {
    assert.match((await hover(VIEW, 'standard|_scaler')) ?? '', /Subtracts the mean/);
    assert.match((await hover('models/delay.model.yaml', 'roc|_auc')) ?? '', /Area under the ROC curve/);
    assert.match((await hover('monitors/inputs.monitor.yaml', 'default: au|to')) ?? '', /\*\*auto\*\*/);
  });

  test('says nothing where nothing is', async () => {
    assert.equal(await hover(SUITE, 'max_value: 90|00'), null);
  });
});

describe('definition', () => {
  const definition = async (file: string, at: string) => {
    const found = await project.at<Location | null>('textDocument/definition', file, marked(file, at));
    return found && (await project.inWords(found));
  };

  const cases: readonly (readonly [name: string, file: string, at: string, expected: string])[] = [
    ['of an asset', VIEW, 'from: fli|ghts@1', `${GROUP}:1: flights`],
    ['of one version', VIEW, 'feature_group: weather@|1', 'feature_groups/weather.feature-group.yaml:1: weather'],
    ['of a column', SUITE, 'column: distance|_km', `${GROUP}:10: distance_km`],
    ['of a key of the group itself', GROUP, 'primary_key: [flight|_id]', `${GROUP}:7: flight_id`],
    ['of a column with a prefix', VIEW, 'w_wind|_speed', 'feature_groups/weather.feature-group.yaml:8: wind_speed'],
    ['of a column in a condition', SUITE, "origin| = 'JFK'", `${GROUP}:9: origin`],
    ['of a label through view and model', 'models/delay.model.yaml', 'label: canc|elled', `${GROUP}:11: cancelled`],
    ['of a Python function', GROUP, 'on_demand.py::dist|ance_km', 'features/on_demand.py:3: distance_km'],
    ['of a file', 'pipelines/flights.pipeline.yaml', 'raw: data/fli|ghts.csv', 'data/flights.csv:1: '],
    [
      'of an input that is a group',
      'pipelines/flights.pipeline.yaml',
      'weather: wea|ther@1',
      'feature_groups/weather.feature-group.yaml:1: weather',
    ],
    ['of a training dataset', 'monitors/inputs.monitor.yaml', 'delay@|1/1', `${VIEW}:1: delay`],
  ];
  for (const [name, file, at, expected] of cases) {
    test(name, async () => assert.equal(await definition(file, at), expected));
  }
});

describe('references', () => {
  const references = async (file: string, at: string, includeDeclaration = true) => {
    const context = { includeDeclaration };
    const found = await project.at<Location[]>('textDocument/references', file, marked(file, at), { context });
    return Promise.all(found.map(project.inWords));
  };

  test('of a column: through joins, prefixes, conditions, suites and models', async () => {
    assert.deepEqual(await references(GROUP, 'name: origi|n'), [
      `${SUITE}:8: origin`,
      `${GROUP}:9: origin`,
      `${VIEW}:7: origin`,
      `${VIEW}:8: origin`,
      `${VIEW}:14: origin`,
    ]);
    assert.deepEqual(await references('feature_groups/weather.feature-group.yaml', 'name: wind|_speed', false), [
      `${VIEW}:7: wind_speed`,
      `${VIEW}:8: wind_speed`,
    ]);
  });

  test('of an asset, with its version, with the definition or without', async () => {
    assert.deepEqual(await references(GROUP, 'name: fli|ghts', false), [
      `${SUITE}:2: flights`,
      `${VIEW}:5: flights`,
      'pipelines/flights.pipeline.yaml:5: flights',
    ]);
    assert.equal((await references(GROUP, 'name: fli|ghts')).length, 4);
  });

  test('of a Python function: definitions and tests', async () => {
    assert.deepEqual(await references('features/on_demand.py', 'def distance|_km'), [
      'features/on_demand.py:3: distance_km',
      `${GROUP}:10: features/on_demand.py::distance_km`,
      'tests/test_on_demand.py:3: test_distance',
    ]);
  });
});

test('the outline of a definition shows what is in it', async () => {
  await project.show(GROUP);
  const outline = async (file: string) => {
    await project.show(file, texts[file]);
    const params = { textDocument: { uri: project.uri(file) } };
    const [root] = await project.request<DocumentSymbol[]>('textDocument/documentSymbol', params);
    return (
      root && [
        `${root.name} (${root.detail})`,
        ...(root.children ?? []).map(({ name, detail }) => `${name} (${detail})`),
      ]
    );
  };
  assert.deepEqual(await outline(GROUP), [
    'flights (version 1)',
    'flight_id (string)',
    'scheduled_departure (timestamp)',
    'origin (string)',
    'distance_km (double)',
    'cancelled (boolean)',
  ]);
  assert.deepEqual(await outline(SUITE), [
    'flights (undefined)',
    'expect_column_values_to_not_be_null (flight_id)',
    'expect_column_values_to_be_between (distance_km)',
  ]);
  assert.deepEqual(await outline(VIEW), ['delay (version 1)', 'weather@1 (as of)']);
  assert.deepEqual(await outline('models/delay.model.yaml'), ['delay (undefined)', 'roc_auc (gate)']);
  assert.deepEqual(await outline('pipelines/flights.pipeline.yaml'), [
    'flights (undefined)',
    'raw (data/flights.csv)',
    'weather (weather@1)',
    'flights (flights@1)',
  ]);
});

test('assets and features are found by some of their letters', async () => {
  const found = await project.request<SymbolInformation[]>('workspace/symbol', { query: 'wnd' });
  assert.deepEqual(
    found.map(({ name, containerName }) => `${containerName}: ${name}`),
    ['weather: wind_speed', 'weather: wind_speed'],
  );
});

test('above a definition stands what can be done with it', async () => {
  const lenses = async (file: string) => {
    await project.show(file, texts[file]);
    const found = await project.request<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: project.uri(file) },
    });
    return found.map(
      ({ range, command }) =>
        `${range.start.line + 1} ${command?.title}: ${command?.command} ${command?.arguments?.[0]}`,
    );
  };
  assert.deepEqual(await lenses(SUITE), [
    '1 $(beaker)\u2002Validate: plumbline.validate expectation-suite:flights',
    `1 used by 2: plumbline.showUses ${project.uri(SUITE)}`,
  ]);
  assert.deepEqual(await lenses(GROUP), [
    '1 $(beaker)\u2002Validate: plumbline.validate feature-group:flights@1',
    `1 used by 3: plumbline.showUses ${project.uri(GROUP)}`,
    '1 Lineage: plumbline.showLineage feature-group:flights@1',
  ]);
  assert.deepEqual(await lenses('pipelines/flights.pipeline.yaml'), [
    '1 $(play)\u2002Run: plumbline.runPipeline pipeline:flights',
    `1 not used yet: plumbline.showUses ${project.uri('pipelines/flights.pipeline.yaml')}`,
    '1 Lineage: plumbline.showLineage pipeline:flights',
  ]);
});

test('what is being asked for in a file outside any project has no answer', async () => {
  const other = await server.project('-- notes.yaml --\nname: x\n');
  assert.deepEqual(await other.labels('notes.yaml', 'na|'), []);
  assert.equal(await other.at('textDocument/hover', 'notes.yaml', 'na|me: x'), null);
  const range: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const textDocument = { uri: other.uri('notes.yaml') };
  assert.deepEqual(
    await other.request('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }),
    [],
  );
  assert.deepEqual(await other.request('textDocument/documentSymbol', { textDocument }), []);
});
