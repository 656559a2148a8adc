import type { ComparisonPage, ModelVersionCard } from '../../core/views/comparison-page.ts';
import { button } from '../shared/controls.ts';
import { h, icon } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { plural, when } from '../shared/words.ts';
import { key, nameOf, type Side } from './sides.ts';

/** Which two versions these are, and in a sentence what came of it. */
export function summary(page: ComparisonPage, host: Host): HTMLElement {
  const { model, task, left, right } = page;
  return h(
    'header',
    { class: 'summary' },
    h('h1', {}, `${model}: ${nameOf(left)} and ${nameOf(right)}`),
    h('p', { class: 'muted' }, [task.replaceAll('-', ' '), inWords(page)].join(' · ')),
    h('div', { class: 'cards' }, card('a', left, host), card('b', right, host)),
    h(
      'div',
      { class: 'actions' },
      button('Swap Sides', () => host.send({ type: 'compare', model, left: right.version, right: left.version }), {
        icon: 'arrow-swap',
      }),
    ),
  );
}

function card(side: Side, version: ModelVersionCard, host: Host): HTMLElement {
  const { aliases, createdAt, passed, rows, asset } = version;
  const outcome = passed ? 'passed' : 'failed';
  return h(
    'section',
    { class: 'card', 'aria-label': `Version ${version.version}` },
    h('h2', {}, key(side), `Version ${version.version}`, ...aliases.map((alias) => h('span', { class: 'tag' }, alias))),
    h(
      'p',
      { class: `outcome-${outcome}` },
      icon(passed ? 'pass' : 'error'),
      passed ? ' All gates passed' : ' Blocked by its gates',
    ),
    h(
      'p',
      { class: 'muted numbers' },
      [`trained ${when(createdAt)}`, ...(rows === undefined ? [] : [`judged on ${plural(rows, 'row')}`])].join(' · '),
    ),
    h(
      'button',
      { class: 'link', type: 'button', onclick: () => host.send({ type: 'lineage', asset }) },
      'Show lineage',
    ),
  );
}

/** `v4 is better in 2 metrics and worse in 1; 5 are within the noise` */
function inWords({ metrics, right }: ComparisonPage): string {
  const amount = (verdict: string) => metrics.filter((metric) => metric.verdict === verdict).length;
  const [better, worse, noise] = [amount('better'), amount('worse'), amount('within the noise')];
  const told = [
    ...(better > 0 ? [`better in ${plural(better, 'metric')}`] : []),
    ...(worse > 0 ? [`worse in ${plural(worse, 'metric')}`] : []),
  ].join(' and ');
  if (told !== '') return `${nameOf(right)} is ${told}${noise > 0 ? `, ${noise} within the noise` : ''}`;
  return noise > 0 ? 'no metric moved by more than its noise' : 'no metric can be compared';
}
