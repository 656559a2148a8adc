import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fixesFor } from '../../core/rules/fixes-for.ts';
import type { Rule } from '../../core/rules/rule.ts';
import { RULE_IDS, RULES } from '../../core/rules/rules.ts';
import { type Case, readCases, readFixture } from './fixture.ts';
import { applied, contextOf, findingsIn, marked, print, suppressed } from './kit.ts';

const CASES = new URL('cases/', import.meta.url);

for (const rule of RULES) {
  describe(rule.id, () => {
    const cases = readCases(readFileSync(new URL(`${rule.id}.txt`, CASES), 'utf8'));
    for (const each of cases) test(`${each.kind}: ${each.name}`, () => check[each.kind](rule, each));
    test('has a case that fires, one that is silent, and one for its fix', () => {
      const kinds = new Set(cases.map(({ kind }) => kind));
      assert.deepEqual([...kinds].sort(), ['fires', ...(rule.fixes === undefined ? [] : ['fix']), 'silent']);
    });
    test('its documentation shows what fires and what does not', () => checkDocs(rule));
  });
}

test('the rules stand in alphabetical order, each id once', () => {
  assert.deepEqual(RULE_IDS, [...new Set(RULE_IDS)].sort());
});

test('every file of cases belongs to a rule', () => {
  assert.deepEqual(readdirSync(CASES).sort(), RULE_IDS.map((id) => `${id}.txt`).sort());
});

const check: Readonly<Record<Case['kind'], (rule: Rule, { name, text }: Case) => Promise<void>>> = {
  /** All findings of the fixture, word by word; and none of the rule's once comments say so. */
  async fires(rule, { text }) {
    const fixture = readFixture(text);
    assert.equal(
      await marked(fixture),
      print(fixture, (_path, file) => file),
    );
    const found = findingsIn(await contextOf(fixture));
    assert.ok(found.some((finding) => finding.rule === rule.id));
    if (![...fixture.files.keys()].some((path) => path.endsWith('.json'))) {
      const left = findingsIn(await contextOf(await suppressed(fixture, rule.id)));
      assert.deepEqual(idsOf(left), idsOf(found.filter((finding) => finding.rule !== rule.id)));
    }
  },

  async silent(_rule, { text }) {
    const fixture = readFixture(text);
    assert.equal(
      await marked(fixture),
      print(fixture, (_path, file) => file),
    );
    assert.deepEqual(idsOf(findingsIn(await contextOf(fixture))), []);
  },

  /** The fix changes what the case says and nothing else, and what it leaves has no such finding. */
  async fix(rule, { name, text }) {
    const fixture = readFixture(text);
    const context = await contextOf(fixture);
    const found = findingsIn(context).filter((each) => each.rule === rule.id);
    const fixes = found.flatMap((finding) => fixesFor(finding, context));
    const fix = fixes.find(({ title }) => title === name);
    assert.ok(fix !== undefined, `the fixes are: ${fixes.map(({ title }) => title).join(' | ')}`);
    const after = applied(fix, context);
    assert.deepEqual(Object.fromEntries(after), Object.fromEntries(fixture.after));
    const mended = await contextOf({ ...fixture, files: new Map([...fixture.files, ...after]) });
    const left = idsOf(findingsIn(mended));
    assert.deepEqual(
      left.filter((id) => id === rule.id || id === 'syntax'),
      [],
    );
  },
};

async function checkDocs({ id, docs }: Rule): Promise<void> {
  const bad = idsOf(findingsIn(await contextOf(readFixture(docs.bad))));
  assert.deepEqual([...new Set(bad)], [id]);
  assert.deepEqual(idsOf(findingsIn(await contextOf(readFixture(docs.good)))), []);
}

function idsOf(findings: readonly { readonly rule: string }[]): readonly string[] {
  return findings.map(({ rule }) => rule);
}
