import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evaluateParameter } from '../../core/expectations/parameter-expression.ts';
import { withParameters } from '../../core/expectations/parameters.ts';

describe('a parameter expression', () => {
  const given = { lo: 2, hi: 10, day: '2013-01-31', names: ['a', 'b'], 'odd name': 7, none: null };
  const value = (text: string): unknown => evaluateParameter(text, given);

  test('alone is the parameter, whatever it holds', () => {
    assert.deepEqual(value('names'), ['a', 'b']);
    assert.equal(value(' odd name '), 7);
    assert.equal(value('none'), null);
  });

  test('computes as arithmetic does', () => {
    assert.equal(value('lo * 2 + hi'), 14);
    assert.equal(value('lo + hi * 2'), 22);
    assert.equal(value('(lo + hi) / 4 - 1'), 2);
    assert.equal(value('-lo ^ 2'), -4);
    assert.equal(value('2 ^ 3 ^ 2'), 512);
    assert.equal(value('abs(lo - hi) + max(1, lo)'), 10);
  });

  test('computes with days and spans of time', () => {
    assert.equal(value('day + timedelta(days=1)'), '2013-02-01T00:00:00.000Z');
    assert.equal(value('datetime(2013, 3, 1) - timedelta(weeks=1, hours=12)'), '2013-02-21T12:00:00.000Z');
    assert.ok(String(value('now() - timedelta(weeks=52)')) < new Date().toISOString());
  });

  test('that cannot be computed says why', () => {
    assert.throws(() => value('absent'), /no value is given for the \$PARAMETER absent/);
    assert.throws(() => value('lo + absent'), /no value is given for the \$PARAMETER absent/);
    assert.throws(() => value('lo +'), /cannot read the \$PARAMETER lo \+: its end is not expected/);
    assert.throws(() => value('lo hi'), /hi is not expected/);
    assert.throws(() => value('day + 1'), /adds a number to a time/);
    assert.throws(() => value('exec(lo)'), /there is no exec/);
    assert.throws(() => value('names + 1'), /neither a number nor a time/);
  });

  test('knows no names but those that were given', () => {
    for (const name of ['constructor', 'toString', '__proto__', '1 + valueOf']) {
      assert.throws(() => value(name), /no value is given/, name);
    }
    assert.throws(() => value('constructor(lo)'), /there is no constructor/);
  });

  test('is found however deep it stands, and remembers what 0.x wrote beside it', () => {
    const kwargs = { a: [{ b: { $PARAMETER: 'lo' } }], c: { $PARAMETER: 'old', '$PARAMETER.old': 5 } };
    assert.deepEqual(withParameters(kwargs, given), { a: [{ b: 2 }], c: 5 });
    assert.deepEqual(withParameters(kwargs, { ...given, old: 6 }), { a: [{ b: 2 }], c: 6 });
  });
});
