import '../client/without-vscode.ts';
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, test } from 'node:test';
import { KINDS } from '../../core/definitions/kinds.ts';
import { checkText } from '../../core/reports/check-text.ts';
import { paint } from '../../core/reports/paint.ts';
import { COMMANDS } from '../../core/views/requests.ts';
import { TREE_CONTEXTS } from '../../core/views/tree.ts';

const { ALL_COMMANDS } = await import('../../client/commands/all-commands.ts');

const ROOT = path.resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const { contributes } = manifest;
const client = readdirSync(path.join(ROOT, 'client'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(path.join(ROOT, 'client', file), 'utf8'))
  .join('\n');

const contributed: readonly string[] = contributes.commands.map(({ command }: { command: string }) => command);
const menus: readonly { command: string; when?: string }[] = Object.values(contributes.menus).flat() as never;
const conditions: readonly string[] = [
  ...menus.map(({ when }) => when),
  ...contributes.viewsWelcome.map(({ when }: { when?: string }) => when),
].filter((when) => when !== undefined);

describe('commands', () => {
  test('each one that is offered does something, and each that does something is offered', () => {
    assert.deepEqual(contributed.toSorted(), Object.keys(ALL_COMMANDS).toSorted());
  });

  test('those that the server puts on lenses and rows are among them', () => {
    for (const command of Object.values(COMMANDS)) assert.ok(contributed.includes(command), command);
  });

  test('menus and links of welcome pages name commands that exist', () => {
    const steps = contributes.walkthroughs.flatMap(({ steps }: { steps: readonly { description: string }[] }) => steps);
    const texts = [
      ...contributes.viewsWelcome.map(({ contents }: { contents: string }) => contents),
      ...steps.map(({ description }: { description: string }) => description),
      client,
    ];
    const linked = texts.flatMap((text) =>
      [...text.matchAll(/command:(plumbline\.\w+)\b(?!\.)/g)].map(([, command]) => command as string),
    );
    for (const command of [...menus.map(({ command }) => command), ...linked])
      assert.ok(contributed.includes(command), command);
  });

  test('each has a category, a title in title case, and an icon that exists', () => {
    const codicons = readFileSync(createRequire(import.meta.url).resolve('@vscode/codicons/dist/codicon.css'), 'utf8');
    for (const { command, category, title, icon } of contributes.commands) {
      assert.equal(category, 'Plumbline', command);
      assert.match(title, /^[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)*$/);
      const name = /^\$\((.*)\)$/.exec(icon ?? '$(add)')?.[1];
      assert.ok(codicons.includes(`.codicon-${name}:before`), `${command}: ${icon}`);
    }
  });
});

describe('conditions of menus and welcome pages', () => {
  test('rows of the tree are those that the server builds', () => {
    const rows = conditions.flatMap((when) => [...when.matchAll(/viewItem (?:==|=~) (?:\/\^\(([^)]*)\)\$\/|(\w+))/g)]);
    const named = rows.flatMap(([, alternatives, one]) => alternatives?.split('|') ?? [one]);
    assert.ok(named.length > 0);
    for (const context of named) assert.ok((TREE_CONTEXTS as readonly string[]).includes(context as string), context);
  });

  test('keys of our own are set by the client', () => {
    for (const [key] of conditions.join(' ').matchAll(/\bplumbline\.\w+(?= [!=]=)/g)) {
      assert.ok(client.includes(`'setContext', '${key}'`), key);
    }
  });

  test('views are those that the client fills', () => {
    for (const { id } of contributes.views.plumbline) assert.ok(client.includes(`'${id}'`), id);
    for (const [, view] of conditions.join(' ').matchAll(/\bview == ([\w.]+)/g)) {
      assert.ok(
        contributes.views.plumbline.some(({ id }: { id: string }) => id === view),
        view,
      );
    }
  });
});

describe('settings', () => {
  const declared = Object.keys(contributes.configuration.properties);
  // vscode-languageclient reads this one by itself, by the id of the client.
  const readElsewhere = ['plumbline.trace.server'];

  test('each one is read, and each that is read is declared', () => {
    const settings = readFileSync(path.join(ROOT, 'client/settings.ts'), 'utf8');
    const read = [...settings.matchAll(/read\('([\w.]+)'/g)].map(([, name]) => `plumbline.${name}`);
    assert.deepEqual(declared.toSorted(), [...read, ...readElsewhere].toSorted());
    assert.match(client, /new LanguageClient\(\s*'plumbline'/);
  });

  test('each is described, and what can run programs is restricted', () => {
    for (const [name, setting] of Object.entries<{ description?: string; markdownDescription?: string }>(
      contributes.configuration.properties,
    )) {
      assert.ok(setting.description ?? setting.markdownDescription, name);
    }
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ['plumbline.python']);
  });
});

describe('languages', () => {
  test('every kind of definition file has the language', () => {
    const [language] = contributes.languages;
    for (const { kind, suffix } of KINDS) {
      for (const ending of [suffix, suffix.replace(/yaml$/, 'yml')]) {
        const names = kind === 'project' ? language.filenames : language.filenamePatterns;
        assert.ok(names.includes(kind === 'project' ? ending : `*${ending}`), ending);
      }
    }
  });

  test('every file that is named is there', () => {
    const named: readonly string[] = [
      manifest.icon,
      ...contributes.languages.flatMap(({ configuration, icon }: never) => [configuration, ...Object.values(icon)]),
      ...contributes.grammars.map(({ path }: { path: string }) => path),
      ...contributes.snippets.map(({ path }: { path: string }) => path),
      ...contributes.viewsContainers.activitybar.map(({ icon }: { icon: string }) => icon),
      ...contributes.views.plumbline.map(({ icon }: { icon: string }) => icon),
      ...contributes.walkthroughs.flatMap(({ steps }: never) =>
        (steps as readonly { media: { svg: string } }[]).map(({ media }) => media.svg),
      ),
    ];
    for (const file of named) assert.ok(existsSync(path.join(ROOT, file)), file);
  });

  test('every part of the grammar that is included is there', () => {
    const grammar = JSON.parse(readFileSync(path.join(ROOT, 'syntaxes/plumbline.tmLanguage.json'), 'utf8'));
    assert.equal(grammar.scopeName, contributes.grammars[0].scopeName);
    for (const [, part] of JSON.stringify(grammar).matchAll(/"include":"#([\w-]+)"/g)) {
      assert.ok(grammar.repository[part as string], part);
    }
  });
});

test('the problem matcher reads what `plumbline check` prints', () => {
  const finding = (severity: 'error' | 'warning' | 'information') => ({
    file: 'expectations/flights.expectations.yaml',
    range: { start: { line: 4, character: 22 }, end: { line: 4, character: 33 } },
    rule: 'unknown-column',
    severity,
    message: 'flights@1 has no column distence_km',
    help: 'did you mean distance_km?',
  });
  const findings = [finding('error'), finding('warning'), finding('information')];
  const summary = { files: 3, errors: 1, warnings: 1, information: 1, base: null };
  const { regexp, ...groups } = contributes.problemMatchers[0].pattern;
  const read = checkText({ findings, summary }, paint(false), false)
    .split('\n')
    .flatMap((line) => {
      const match = new RegExp(regexp).exec(line);
      return match === null ? [] : [Object.fromEntries(Object.keys(groups).map((name) => [name, match[groups[name]]]))];
    });
  const expected = (severity: string) => ({
    file: 'expectations/flights.expectations.yaml',
    line: '5',
    column: '23',
    severity,
    code: 'unknown-column',
    message: 'flights@1 has no column distence_km',
  });
  assert.deepEqual(read, [expected('error'), expected('warning'), expected('info')]);
});

test('the extension is loaded for every page that it can open again', () => {
  for (const [, type] of client.matchAll(/viewType: '([\w.]+)'/g)) {
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${type}`), type);
  }
});

test('what runs anything first asks whether it may', () => {
  const running = [
    'validate',
    'validate-all',
    'run-pipeline',
    'profile-data',
    'accept-proposals',
    'run-test',
    'initialise-project',
    'deploy',
    'rollout',
    'serving',
    'set-alias',
    'drift',
    'create-training-data',
    'read-commit',
  ];
  for (const name of running) {
    assert.match(
      readFileSync(path.join(ROOT, `client/commands/${name}.ts`), 'utf8'),
      /if \(!\(await mayRun\(\)\)\) return;/,
      name,
    );
  }
});
