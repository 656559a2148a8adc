import type { ComparisonPage, ValueComparison } from '../../core/views/comparison-page.ts';
import { h, icon } from '../shared/h.ts';
import { plural } from '../shared/words.ts';
import { sideHead } from './sides.ts';

/** Parameters that differ; those that do not are put away. */
export function parameters(page: ComparisonPage): HTMLElement {
  return section(page, page.parameters, 'Parameters', 'parameter', undefined);
}

/** What both were made from. */
export function data(page: ComparisonPage): HTMLElement {
  const told = page.sameData
    ? h('p', { class: 'outcome-passed' }, icon('pass'), ' Both were trained on the same data, byte for byte.')
    : h(
        'p',
        { class: 'outcome-warning' },
        icon('warning'),
        ' They were trained on different data, so the data may be why they differ.',
      );
  return section(page, page.data, 'Data and code', 'fact', told);
}

function section(
  page: ComparisonPage,
  values: readonly ValueComparison[],
  title: string,
  one: string,
  told: HTMLElement | undefined,
): HTMLElement {
  const differing = values.filter(({ same }) => !same);
  const same = values.filter((value) => value.same);
  const id = title.toLowerCase().replaceAll(' ', '-');
  return h(
    'section',
    { class: 'section', 'aria-labelledby': id },
    h('h2', { id }, title),
    told,
    differing.length > 0
      ? table(page, differing, `${title} that differ`)
      : told === undefined && h('p', { class: 'muted' }, `No ${one} differs.`),
    same.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, `${plural(same.length, one)} the same`),
        table(page, same, `${title} that are the same`),
      ),
  );
}

function table({ left, right }: ComparisonPage, values: readonly ValueComparison[], label: string): HTMLElement {
  const cell = (value: string | undefined) =>
    h('td', { class: 'number' }, value === undefined ? '–' : h('code', {}, value));
  return h(
    'div',
    { class: 'sideways', tabindex: 0, role: 'region', 'aria-label': label },
    h(
      'table',
      { class: 'facts-table values' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Name'), sideHead('a', left), sideHead('b', right))),
      h(
        'tbody',
        {},
        ...values.map((value) =>
          h('tr', {}, h('th', { scope: 'row' }, value.name), cell(value.left), cell(value.right)),
        ),
      ),
    ),
  );
}
