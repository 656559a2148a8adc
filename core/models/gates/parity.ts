import type { Difference, Parity } from '../questions/parity.ts';
import { blocked, type GateEvidence, type GateVerdict } from './gate.ts';

const WORDS = 'training and serving compute the same features';

/** Serving finds for rows of the test split the features that training had, and says of them what it said. */
export function parityGate({ asked: { parity } }: GateEvidence): GateVerdict {
  if ('lacking' in parity) return blocked(WORDS, `it was not measured: ${parity.lacking}`);
  return { gate: WORDS, passed: parity.passed, value: null, bound: null, reason: inWords(parity) };
}

function inWords({ rows, notFound, older, recomputed, features, prediction }: Parity): string {
  const anew = recomputed.length === 0 ? '' : `, ${recomputed.join(', ')} computed anew`;
  const left = older === 0 ? '' : `; ${counted(older)} not the latest of their key are left out`;
  if (notFound > 0) return `${counted(notFound)} of the test split are not found by their key`;
  if (features.length > 0) return `${features.map((each) => differing(each, rows)).join('; ')}${left}`;
  if (prediction !== null) return `the same features give another answer: ${differing(prediction, rows)}${left}`;
  return `features and predictions of ${counted(rows)} are the same${anew}${left}`;
}

function differing({ name, rows, example: { key, trained, served } }: Difference, all: number): string {
  const where = Object.values(key).map(String).join(', ');
  return `${name} differs in ${rows} of ${counted(all)}, such as ${where}: ${JSON.stringify(trained)} in training, ${JSON.stringify(served)} when served`;
}

function counted(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`;
}
