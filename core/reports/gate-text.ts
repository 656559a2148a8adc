import type { GateVerdict } from '../models/gates/gate.ts';
import type { Paint } from './paint.ts';

/** A line for each gate: whether it holds, what must hold, and what was found. */
export function gatesText(gates: readonly GateVerdict[], paint: Paint): string {
  return gates
    .map(
      ({ gate, passed, reason }) =>
        `  ${passed ? paint.green('✓') : paint.red('✗')} ${gate} ${paint.dim(`· ${reason}`)}`,
    )
    .join('\n');
}

/** `all 3 gates hold`, `1 of 3 gates holds`, `no gates`. */
export function gatesInWords(gates: readonly GateVerdict[]): string {
  const held = gates.filter(({ passed }) => passed).length;
  if (gates.length === 0) return 'no gates';
  if (held < gates.length) return `${held} of ${gates.length} gates ${held === 1 ? 'holds' : 'hold'}`;
  return gates.length === 1 ? 'its gate holds' : `all ${gates.length} gates hold`;
}
