import { describeChange } from '../contracts/describe-change.ts';
import { diffFeatureViews } from '../contracts/diff-feature-views.ts';
import { added } from '../contracts/names.ts';
import { code, listed } from '../contracts/words.ts';
import { kindDescription } from '../definitions/kinds.ts';
import { type ViewColumn, viewColumns } from '../project/view-columns.ts';
import { nextVersion, nextVersionBeside } from './fixes/next-version.ts';
import { asRegistered, registered } from './registered/registered-state.ts';
import type { Base, FileOf, Rule, RuleContext } from './rule.ts';

type View = FileOf<'feature-view'>;

export const immutableAssetEdited: Rule<'feature-view'> = {
  id: 'immutable-asset-edited',
  title: 'Registered feature view that was edited',
  level: 'error',
  kinds: ['feature-view'],
  docs: {
    why: 'A feature view is immutable once it is registered: models were trained on exactly what it says. Its description, owner, tags, training datasets, batches and evaluation sets may still grow; everything else needs the next version. A view that selects `"*"` also changes when its group gets a feature.',
    bad: `-- base: delays.feature-view.yaml --
name: delays
version: 1
labels: [late]
query: { from: flights@1 }
-- base: flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: late, type: boolean }, { name: gone, type: boolean }]
-- delays.feature-view.yaml --
name: delays
version: 1
labels: [gone]
query: { from: flights@1 }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: late, type: boolean }, { name: gone, type: boolean }]
`,
    good: `-- base: delays.feature-view.yaml --
name: delays
version: 1
labels: [late]
query: { from: flights@1 }
-- base: flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: late, type: boolean }]
-- delays.feature-view.yaml --
name: delays
version: 1
description: Whether a flight is late.
labels: [late]
query: { from: flights@1 }
training_datasets: [{ version: 1 }]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: late, type: boolean }]
`,
  },
  check(file, context) {
    const { base } = context;
    const before = registered(file, base);
    if (base === undefined || before === undefined || isBroken(file)) return;
    checkText(before, file, base, context);
    checkStars(before, file, base, context);
  },
  fixes: (_finding, file, context) => nextVersionBeside(file, context),
};

function isBroken(file: View): boolean {
  return file.problems.some(({ rule }) => rule === 'syntax');
}

/** Keys that stay mutable may get new items; an item that is there stays as it is. */
function checkText(before: View, file: View, base: Base, context: RuleContext): void {
  const mutable = kindDescription('feature-view').mutable ?? [];
  for (const change of diffFeatureViews(before.definition, file.definition)) {
    const isGrowth = change.kind === 'metadata-changed' || change.kind.endsWith('-added');
    if (isGrowth && mutable.includes(String(change.path[0]))) continue;
    const { project, report } = context;
    report(project.spanOf(file, change.path), `${describeChange(change)}, but ${asRegistered(file, base)}`, {
      help: `restore it, or make the change in ${code(`${file.key?.name}@${nextVersion(file, context)}`)}`,
    });
  }
}

/** What a `*` takes depends on the groups, so a view may change without being touched. */
function checkStars(before: View, file: View, base: Base, { project, report }: RuleContext): void {
  const then = viewColumns(base.project, before).selected;
  const now = viewColumns(project, file).selected;
  if (then === undefined || now === undefined) return;
  for (const place of new Set(now.map((column) => column.place))) {
    const path = place === 'from' ? ['query'] : ['query', 'joins', place];
    if (isListed(file, place)) continue;
    const more = added(namesAt(then, place), namesAt(now, place));
    const group = now.find((column) => column.place === place)?.group ?? '';
    if (more.length === 0 || !then.some((column) => column.group === group)) continue;
    const message = `it now also selects ${listed(more)} from ${code(group)}, but ${asRegistered(file, base)}`;
    report(project.spanOf(file, [...path, 'select']), message, {
      help: `leave ${more.length === 1 ? 'it' : 'them'} out: ${code(`select: { except: [${more.join(', ')}] }`)}`,
    });
  }
}

function isListed({ definition }: View, place: ViewColumn['place']): boolean {
  const { query } = definition;
  return Array.isArray(place === 'from' ? query?.select : query?.joins?.[place]?.select);
}

function namesAt(columns: readonly ViewColumn[], place: ViewColumn['place']): readonly string[] {
  return columns.filter((column) => column.place === place).map(({ name }) => name);
}
