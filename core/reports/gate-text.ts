import { brokenGates } from '../models/attestations.ts';
import type { GateVerdict } from '../models/gates/gate.ts';
import { plural } from './numbers-in-words.ts';
import type { Paint } from './paint.ts';

/** A line for each gate: whether it holds, what must hold, and what was found. */
export function gatesText(gates: readonly GateVerdict[], paint: Paint): string {
  return gates.map((gate) => `  ${mark(gate, paint)} ${gate.gate} ${paint.dim(`· ${gate.reason}`)}`).join('\n');
}

function mark({ passed, attestation }: GateVerdict, paint: Paint): string {
  if (passed) return paint.green('✓');
  return attestation === undefined ? paint.red('✗') : paint.yellow('…');
}

/** `all 3 gates hold`, `1 of 3 gates holds`, `2 of 3 gates hold; it waits for an attestation`, `no gates`. */
export function gatesInWords(gates: readonly GateVerdict[]): string {
  const held = gates.filter(({ passed }) => passed).length;
  if (gates.length === 0) return 'no gates';
  if (held === gates.length) return gates.length === 1 ? 'its gate holds' : `all ${gates.length} gates hold`;
  const words = `${held} of ${gates.length} gates ${held === 1 ? 'holds' : 'hold'}`;
  const waiting = gates.length - held;
  if (brokenGates(gates).length > 0) return words;
  return `${words}; it waits for ${waiting === 1 ? 'an attestation' : plural(waiting, 'attestation')}`;
}

/** How what the gates wait for can be given: a command for each. */
export function waitingText(version: string, gates: readonly GateVerdict[], paint: Paint): readonly string[] {
  return gates.flatMap(({ passed, attestation }) => {
    if (passed || attestation === undefined) return [];
    const { statement, by } = attestation;
    return [paint.dim(`  attest: plumbline models attest ${version} ${quoted(statement)} --by ${quoted(by[0] ?? '')}`)];
  });
}

function quoted(word: string): string {
  return /^[\w.@-]+$/.test(word) ? word : JSON.stringify(word);
}
