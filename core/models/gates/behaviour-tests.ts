import { blocked, type GateEvidence, type GateVerdict } from './gate.ts';

const WORDS = 'behaviour tests pass';

/** All behaviour tests of the model pass; a model without tests has shown nothing. */
export function behaviourGate({ asked: { behaviour } }: GateEvidence): GateVerdict {
  if ('lacking' in behaviour) return blocked(WORDS, `they were not run: ${behaviour.lacking}`);
  if (behaviour.length === 0) return blocked(WORDS, 'the model has no `behaviour_tests`');
  const failed = behaviour.filter(({ passed }) => !passed);
  const [first] = failed;
  const value = behaviour.length - failed.length;
  const verdict = { gate: WORDS, passed: first === undefined, value, bound: behaviour.length };
  if (first !== undefined) {
    const others = failed.length === 1 ? '' : `; ${failed.length} of ${behaviour.length} fail`;
    return { ...verdict, reason: `${first.name}: ${first.reason}${others}` };
  }
  // A test that the model could not but pass is worth being told.
  const idle = behaviour.filter(({ rows }) => rows === 0).map(({ name, reason }) => `${name} says nothing: ${reason}`);
  const all = behaviour.length === 1 ? 'the only one does' : `all ${behaviour.length} do`;
  return { ...verdict, reason: [all, ...idle].join('; ') };
}
