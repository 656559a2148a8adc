import { code } from '../contracts/words.ts';
import type { Path } from '../documents/node.ts';
import { type ViewColumn, viewColumns } from '../project/view-columns.ts';
import { addPrefix } from './fixes/add-prefix.ts';
import type { FileOf, Rule } from './rule.ts';

export const duplicateColumn: Rule<'feature-view'> = {
  id: 'duplicate-column',
  title: 'Two columns of a view with one name',
  level: 'error',
  kinds: ['feature-view'],
  docs: {
    why: 'A model finds its features by name. Where a join brings a name that is already there, a `prefix` keeps the two apart.',
    bad: `-- delays.feature-view.yaml --
name: delays
version: 1
query:
  from: flights@1
  select: [origin, year]
  joins:
    - feature_group: planes@1
      on: [tailnum]
      select: [year]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }, { name: year, type: int }, { name: tailnum, type: string }]
-- planes.feature-group.yaml --
name: planes
version: 1
primary_key: [tailnum]
features: [{ name: tailnum, type: string }, { name: year, type: int }]
`,
    good: `-- delays.feature-view.yaml --
name: delays
version: 1
query:
  from: flights@1
  select: [origin, year]
  joins:
    - feature_group: planes@1
      on: [tailnum]
      select: [year]
      prefix: plane_
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }, { name: year, type: int }, { name: tailnum, type: string }]
-- planes.feature-group.yaml --
name: planes
version: 1
primary_key: [tailnum]
features: [{ name: tailnum, type: string }, { name: year, type: int }]
`,
  },
  check(file, { project, report }) {
    const first = new Map<string, ViewColumn>();
    for (const column of viewColumns(project, file).selected ?? []) {
      const before = first.get(column.name);
      if (before === undefined) {
        first.set(column.name, column);
        continue;
      }
      const origin = `already selected from ${code(before.group ?? 'another group')}`;
      report(project.spanOf(file, placeOf(column, file, 'last')), `${code(column.name)} is ${origin}`, {
        help: column.place === before.place ? 'select it once' : 'give the join a prefix, or leave one of the two out',
        related: [
          { file: file.path, ...project.spanOf(file, placeOf(before, file, 'first')), message: 'selected here, too' },
        ],
        data: { join: column.place === before.place || column.place === 'from' ? undefined : column.place },
      });
    }
  },
  fixes: addPrefix,
};

/** The column in the list that selects it, or else the group all of whose columns are taken. */
function placeOf(
  { place, feature }: ViewColumn,
  { definition }: FileOf<'feature-view'>,
  which: 'first' | 'last',
): Path {
  const path = place === 'from' ? ['query'] : ['query', 'joins', place];
  const select = place === 'from' ? definition.query?.select : definition.query?.joins?.[place]?.select;
  const list: readonly unknown[] = Array.isArray(select) ? select : [];
  const index = which === 'first' ? list.indexOf(feature) : list.lastIndexOf(feature);
  if (index >= 0) return [...path, 'select', index];
  return [...path, place === 'from' ? 'from' : 'feature_group'];
}
