import type { GateCard } from '../../core/views/comparison-page.ts';
import { h, icon } from './h.ts';

/** Gates with their verdicts and reasons. */
export function gateList(gates: readonly GateCard[], label: string): HTMLElement {
  if (gates.length === 0) return h('p', { class: 'muted' }, 'No gate was set.');
  return h(
    'ul',
    { class: 'gates', 'aria-label': label },
    ...gates.map(({ gate, passed, reason }) =>
      h(
        'li',
        { class: `outcome-${passed ? 'passed' : 'failed'}` },
        icon(passed ? 'pass' : 'error'),
        h(
          'span',
          {},
          h('span', { class: 'unseen' }, passed ? 'Passed: ' : 'Blocked: '),
          h('span', { class: 'gate' }, gate),
          h('span', { class: 'reason muted' }, reason),
        ),
      ),
    ),
  );
}
