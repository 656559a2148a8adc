import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EXAMPLES } from '../../core/definitions/examples.ts';
import { type FileKind, KINDS } from '../../core/definitions/kinds.ts';
import { pointedOut, read, repaired } from './kit.ts';

/** What the user typed, with what must be said about it under each line. */
const CASES: readonly { readonly what: string; readonly kind: FileKind; readonly text: string }[] = [
  {
    what: 'an unknown key, with the nearest one that is known',
    kind: 'feature-group',
    text: `
name: flights
verison: 1
^^^^^^^ there is no key \`verison\` in this kind of file (did you mean \`version\`?)
version: 1
primary_key: [id]
features:
  - { name: id, tipe: string, type: string }
                ^^^^ an item of \`features\` has no key \`tipe\` (did you mean \`type\`?)
`,
  },
  {
    what: 'an unknown key that resembles none, with those that are allowed',
    kind: 'deployment',
    text: `
name: arrival_delay
model: arrival_delay
serving: { zzz: 1 }
           ^^^ \`serving\` has no key \`zzz\` (allowed here: \`protocol\`, \`workers\` and \`timeout\`)
`,
  },
  {
    what: 'keys that are missing or have no value',
    kind: 'feature-group',
    text: `
name: flights
^^^^ the file needs the key \`primary_key\` (Columns that identify a row.)
version:
^^^^^^^ \`version\` needs a value (Schema version. A breaking change needs the next one.)
features:
  - { type: string }
      ^^^^ an item of \`features\` needs the key \`name\` (Name of the column, in files, tables and SQL.)
`,
  },
  {
    what: 'a list of items that is there, though its key stands alone in its line',
    kind: 'expectation-suite',
    text: `
name: flights
expectations:
  - type: expect_column_values_to_be_unique
    kwargs: { column: id }
`,
  },
  {
    what: 'a list that has not begun',
    kind: 'expectation-suite',
    text: `
name: flights
expectations:
^^^^^^^^^^^^ \`expectations\` needs a value (The expectations, in the order in which they are reported.)
`,
  },
  {
    what: 'an empty file',
    kind: 'pipeline',
    text: `

^ the file needs the key \`name\` (Name of the pipeline.)
^ the file needs the key \`type\` (What it makes.)
^ the file needs the key \`run\` (Program and arguments; \`python\` is the interpreter of the project. No shell reads it.)`,
  },
  {
    what: 'numbers in quotes, and text that is none',
    kind: 'feature-group',
    text: `
name: flights
version: "1"
         ^^^ \`version\` must be a whole number from 1 up, not the text \`"1"\` (write \`1\`)
description: 2013
             ^^^^ \`description\` must be text, not \`2013\` (write \`"2013"\`)
primary_key: id
             ^^ \`primary_key\` must be a list, not the text \`"id"\` (write \`[id]\`)
online: yes
        ^^^ \`online\` must be \`true\` or \`false\`, not the text \`"yes"\` (write \`true\`)
features:
  - { name: id, type: [string], description: true }
                       ^^^^^^ \`type\` must be text, not a list
                                             ^^^^ \`description\` must be text, not \`true\` (write \`"true"\`)
`,
  },
  {
    what: 'a map where a list should be, and the other way round',
    kind: 'feature-view',
    text: `
name: delay
version: 1
labels: { late: true }
          ^^^^ \`labels\` must be a list, not a map
query:
  - from: flights
    ^^^^^^^^^^^^^ \`query\` must be a map with \`from\`, \`select\`, \`joins\` and \`filter\`, not a list
`,
  },
  {
    what: 'a list under a key that takes none, once',
    kind: 'feature-group',
    text: `
name:
  - flights
    ^^^^^^^ \`name\` must be text, not a list
  - planes
version: 1
primary_key: [id]
features: []
`,
  },
  {
    what: 'a file that is no map',
    kind: 'model',
    text: `
- name: arrival_delay
  ^^^^^^^^^^^^^^^^^^^ the file must be a map with \`name\`, \`feature_view\` and \`task\`, not a list
- name: other
`,
  },
  {
    what: 'a file that is a text',
    kind: 'model',
    text: `
arrival_delay
^^^^^^^^^^^^^ the file must be a map with \`name\`, \`feature_view\` and \`task\`, not the text \`"arrival_delay"\`
`,
  },
  {
    what: 'a word that is none of the choices',
    kind: 'model',
    text: `
name: arrival_delay
feature_view: arrival_delay@1
task: binary_classification
      ^^^^^^^^^^^^^^^^^^^^^ \`task\` must be one of \`binary-classification\`, \`multiclass-classification\` or \`regression\`, not the text \`"binary_classification"\` (did you mean \`binary-classification\`?)
gates:
  - { parity: passed }
              ^^^^^^ \`parity\` must be \`pass\`, not the text \`"passed"\` (did you mean \`pass\`?)
`,
  },
  {
    what: 'names and durations that are not written like that',
    kind: 'feature-view',
    text: `
name: arrival delay
      ^^^^^^^^^^^^^ \`name\` cannot be \`"arrival delay"\` (A name starts with a letter and goes on with letters, digits, \`_\` or \`-\`.)
version: 1
query:
  from: flights
  joins:
    - { feature_group: weather, on: [origin], within: 3 hours }
                                                      ^^^^^^^ \`within\` cannot be \`"3 hours"\` (A duration is a whole number with a unit: \`500ms\`, \`30s\`, \`10m\`, \`3h\`, \`7d\`, \`2w\`.)
`,
  },
  {
    what: 'column names that tables could not have',
    kind: 'feature-group',
    text: `
name: flights
version: 1
primary_key: [2nd]
features:
  - { name: 2nd, type: string }
            ^^^ \`name\` cannot be \`"2nd"\` (A column name starts with a letter or \`_\` and goes on with letters, digits or \`_\`.)
  - { name: "", type: string }
             ^ \`name\` cannot be an empty text (A column name starts with a letter or \`_\` and goes on with letters, digits or \`_\`.)
`,
  },
  {
    what: 'numbers outside their range',
    kind: 'monitor',
    text: `
name: inputs
kind: feature-drift
reference: { file: a.csv }
current: { file: b.csv }
min_rows: 0.5
          ^^^ \`min_rows\` must be a whole number from 1 up, not \`0.5\`
share: 1.5
       ^^^ \`share\` must be a number from 0 to 1, not \`1.5\`
`,
  },
  {
    what: 'none of several shapes',
    kind: 'feature-view',
    text: `
name: delay
version: 1
query:
  from: flights
  select: all
          ^^^ \`select\` must be a list, or \`*\`, or a map with \`except\`, not the text \`"all"\`
  joins:
    - { feature_group: weather, on: [origin], select: { exept: [a] } }
                                                        ^^^^^ \`select\` has no key \`exept\` (did you mean \`except\`?)
training_datasets:
  - { version: 1, split: { train: most } }
                                  ^^^^ \`train\` must be a number from 0 to 1, or a list, not the text \`"most"\`
`,
  },
  {
    what: 'the shape that fits best, by its keys',
    kind: 'model',
    text: `
name: delay
feature_view: delay
task: regression
gates:
  - { metrc: rmse, max: 3 }
      ^^^^^ an item of \`gates\` has no key \`metrc\` (did you mean \`metric\`?)
  - { attestation: ethical-data }
      ^^^^^^^^^^^ an item of \`gates\` needs the key \`by\` (Whose name it takes; \`owner\` may be signed in the name of the owner of the model, too.)
hyperparameters: { depth: { tuned_by: docs/tuning.md } }
                            ^^^^^^^^ \`depth\` needs the key \`value\` (The value.)
`,
  },
  {
    what: 'a reference or column that is empty',
    kind: 'expectation-suite',
    text: `
name: flights
feature_group: ""
               ^^ \`feature_group\` is empty (The group it is about; its columns are checked while you type.)
expectations: []
`,
  },
  {
    what: 'an expression that is not finished',
    kind: 'feature-view',
    text: `
name: delay
version: 1
query:
  from: flights
  filter: "distance_km >"
                       ^ expected a column or a value after >
evaluation_sets:
  - { name: far, filter: "distance_km > 1000 && late" }
                                             ^^ write AND instead of &&
`,
  },
  {
    what: 'each setting of a rule',
    kind: 'project',
    text: `
project: flights
engine: duckdbb
        ^^^^^^^ \`engine\` must be one of \`duckdb\` or \`spark\`, not the text \`"duckdbb"\` (did you mean \`duckdb\`?)
rules: { missing-description: none }
                              ^^^^ \`missing-description\` must be one of \`error\`, \`warning\`, \`information\` or \`off\`, not the text \`"none"\`
`,
  },
];

describe('what is wrong with a definition is pointed out', () => {
  for (const { what, kind, text } of CASES) {
    it(what, () => {
      const expected = text.slice(1);
      const typed = expected.replace(/^ *\^+ .*\n/gm, '').replace(/\n? *\^+ [^\n]*$/, '');
      assert.equal(pointedOut(kind, typed), expected);
    });
  }

  for (const { kind } of KINDS) {
    it(`nothing, where nothing is wrong: ${kind}`, () => {
      assert.deepEqual(read(kind, EXAMPLES[kind]).problems, []);
    });
  }
});

describe('behind a syntax error', () => {
  it('nothing is said that may be a guess, before it what is certain', () => {
    const { problems } = read(
      'feature-group',
      `name: flights
features:
  - nam: id
    description: [open
    tipe: string
`,
    );
    const [first, ...others] = problems;
    assert.equal(first?.message, 'an item of `features` has no key `nam`');
    assert.ok(others.length > 0 && others.every(({ rule }) => rule === 'syntax'));
  });
});

describe('a problem with one repair is repaired by it', () => {
  it('in keys, words, quotes and lists', () => {
    const typed = `name: delay
verison: "1"
labels: late
query:
  from: flights
  joins:
    - { feature_group: "weather", on: [origin], as_of: yes, type: "lefft" }
  filter: "a > 1 && b > 2"
`;
    const wanted = `name: delay
version: "1"
labels: [late]
query:
  from: flights
  joins:
    - { feature_group: "weather", on: [origin], as_of: true, type: "left" }
  filter: "a > 1 AND b > 2"
`;
    assert.equal(repaired('feature-view', typed), wanted);
  });

  it('until nothing is left to repair', () => {
    const once = repaired('feature-group', 'name: g\nverison: "1"\nprimary_key: id\nfeatures: []\n');
    assert.equal(repaired('feature-group', once), 'name: g\nversion: 1\nprimary_key: [id]\nfeatures: []\n');
  });
});
