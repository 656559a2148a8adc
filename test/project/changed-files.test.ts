import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FLIGHTS, projectOf, type Texts } from './kit.ts';

/** The files that must be looked at again after `from` became `to` in a file, in the short form `flights.group`. */
function changed(file: string, from: string, to: string, texts: Texts = FLIGHTS): readonly string[] {
  const project = projectOf(texts);
  const start = (texts[file] ?? '').indexOf(from);
  assert.ok(start >= 0, `${file} has no ${from}`);
  return project
    .editFile(file, [{ start, end: start + from.length, text: to }])
    .map((path) => path.replace('.yaml', '').replace('feature-', ''));
}

describe('what has to be looked at again after an edit', () => {
  const cases: readonly (readonly [what: string, file: string, from: string, to: string, changed: string])[] = [
    [
      'a feature renamed: who names it, through views to models',
      'flights.feature-group.yaml',
      'name: distance_km',
      'name: distance',
      'flights.group delay.model delay.view flights.expectations',
    ],
    [
      'a feature of another type: the same',
      'flights.feature-group.yaml',
      'type: double',
      'type: int',
      'flights.group delay.model delay.view flights.expectations',
    ],
    [
      'a feature that only a row condition and a monitor name',
      'flights.feature-group.yaml',
      'name: carrier',
      'name: airline',
      'flights.group delay.view flights.expectations inputs.monitor',
    ],
    [
      'a feature behind a prefix: who names it with the prefix, and who takes all columns',
      'weather.feature-group.yaml',
      'name: visib',
      'name: visibility',
      'weather.group delay.model delay.view everything.view inputs.monitor',
    ],
    [
      'a feature that is used in a filter alone, and not handed on',
      'weather.feature-group.yaml',
      'name: wind',
      'name: windy',
      'weather.group delay.view everything.view',
    ],
    [
      'a feature that a suite without a group is about',
      'flights.feature-group.yaml',
      'name: origin',
      'name: airport',
      'flights.group common.expectations delay.view',
    ],
    ['a feature that nobody names', 'flights.feature-group.yaml', 'name: departs', 'name: leaves', 'flights.group'],
    [
      'a description, which nobody depends on',
      'flights.feature-group.yaml',
      'Airport of departure.',
      'Where it starts.',
      'flights.group',
    ],
    [
      'the event time: who uses the group, whatever the column',
      'flights.feature-group.yaml',
      'event_time: departs',
      'event_time: dep',
      'flights.group delay.view flights.expectations flights.pipeline',
    ],
    [
      'the name of a group: who names it, and all that is made of it',
      'flights.feature-group.yaml',
      'name: flights\n',
      'name: flight\n',
      'flights.group common.expectations delay.deployment delay.model delay.view flights.expectations flights.pipeline inputs.monitor',
    ],
    [
      'the labels of a view: all that is made of it',
      'delay.feature-view.yaml',
      'labels: [late]',
      'labels: []',
      'delay.view delay.deployment delay.model inputs.monitor',
    ],
    [
      'a bound of an expectation: nobody else',
      'flights.expectations.yaml',
      'min_value: 0',
      'min_value: 10',
      'flights.expectations',
    ],
    [
      'the column of an expectation: the group that is used otherwise',
      'flights.expectations.yaml',
      'column: flight_id',
      'column: origin',
      'flights.expectations flights.group',
    ],
    [
      'the group of a suite: that group, and whoever lists the suite',
      'flights.expectations.yaml',
      'feature_group: flights@1',
      'feature_group: weather@1',
      'flights.expectations flights.group weather.group',
    ],
    [
      'a gate of a model: who deploys it',
      'delay.model.yaml',
      'label: late\n',
      'label: late\ngates: []\n',
      'delay.model delay.deployment inputs.monitor',
    ],
    ['a rule of the project: everything', 'plumbline.yaml', 'flights\n', 'flights\nrules: { syntax: off }\n', 'ALL'],
  ];
  const everything = Object.keys(FLIGHTS)
    .map((path) => path.replace('.yaml', '').replace('feature-', ''))
    .filter((path) => path !== 'plumbline');

  for (const [what, file, from, to, expected] of cases) {
    it(what, () => {
      const [first, ...others] = expected === 'ALL' ? ['plumbline', ...everything] : expected.split(' ');
      const [path, ...rest] = changed(file, from, to);
      assert.equal(path, first);
      assert.deepEqual([...rest].sort(), others.sort());
    });
  }

  it('a group that appears or vanishes: who waits for it, also under the wrong name', () => {
    const { 'weather.feature-group.yaml': weather = '', ...others } = FLIGHTS;
    const project = projectOf({
      ...others,
      'typo.expectations.yaml': 'name: typo\nfeature_group: wether\nexpectations: []\n',
    });
    const waiting = [
      'delay.deployment.yaml',
      'delay.feature-view.yaml',
      'delay.model.yaml',
      'everything.feature-view.yaml',
      'flights.pipeline.yaml',
      'inputs.monitor.yaml',
      'typo.expectations.yaml',
    ];
    const path = 'weather.feature-group.yaml';
    assert.deepEqual(project.setFile(path, weather), [path, ...waiting]);
    assert.deepEqual(project.removeFile(path), [path, ...waiting]);
    assert.deepEqual(project.removeFile(path), []);
  });

  it('a second file with the same name: the first one, too', () => {
    const project = projectOf(FLIGHTS);
    const copy = FLIGHTS['weather.feature-group.yaml'] ?? '';
    assert.ok(project.setFile('copy.feature-group.yaml', copy).includes('weather.feature-group.yaml'));
  });

  it('a column that somebody asked for in vain: whoever might have meant it', () => {
    const texts = {
      ...FLIGHTS,
      'typo.expectations.yaml': `name: typo
feature_group: weather
expectations: [{ type: expect_column_to_exist, kwargs: { column: humidity } }]
`,
    };
    assert.ok(
      changed('weather.feature-group.yaml', 'name: wind', 'name: humidityy', texts).includes('typo.expectations'),
    );
  });

  it('another version of a group: not those who name this one', () => {
    const second = (FLIGHTS['weather.feature-group.yaml'] ?? '').replace('version: 1', 'version: 2');
    const texts = { ...FLIGHTS, 'weather2.feature-group.yaml': second };
    assert.deepEqual(changed('weather2.feature-group.yaml', 'name: visib', 'name: vis', texts), [
      'weather2.group',
      'delay.view',
      'delay.model',
      'inputs.monitor',
    ]);
    assert.deepEqual(changed('weather.feature-group.yaml', 'name: visib', 'name: vis', texts), [
      'weather.group',
      'everything.view',
    ]);
  });

  it('a thousand views, of which one hundred use the feature: these hundred, and no file is read but the edited one', () => {
    const texts: Record<string, string> = { ...FLIGHTS };
    for (let number = 0; number < 1000; number++) {
      const column = number % 10 === 0 ? 'distance_km' : 'carrier';
      texts[`v${number}.feature-view.yaml`] =
        `name: v${number}\nversion: 1\nquery: { from: flights@1, select: [${column}] }\n`;
    }
    const project = projectOf(texts);
    const read = project.work.filesRead;
    const at = (texts['flights.feature-group.yaml'] ?? '').indexOf('distance_km');
    const files = project.editFile('flights.feature-group.yaml', [{ start: at, end: at + 11, text: 'km' }]);
    assert.equal(files.filter((path) => /^v\d+/.test(path)).length, 100);
    assert.equal(project.work.filesRead, read + 1);
  });
});

describe('the dependants of a file', () => {
  it('are the files that name what it defines', () => {
    const project = projectOf(FLIGHTS);
    assert.deepEqual(project.dependants('weather.feature-group.yaml'), [
      'delay.feature-view.yaml',
      'everything.feature-view.yaml',
      'flights.pipeline.yaml',
    ]);
    assert.deepEqual(project.dependants('delay.feature-view.yaml'), ['delay.model.yaml', 'inputs.monitor.yaml']);
    assert.deepEqual(project.dependants('features/distance.py'), ['flights.feature-group.yaml']);
    assert.deepEqual(project.dependants('nonsense'), []);
  });
});
