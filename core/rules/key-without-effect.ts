import { code } from '../contracts/words.ts';
import type { Path } from '../documents/node.ts';
import { remove } from './fixes/remove.ts';
import type { FileOf, Rule } from './rule.ts';

export const keyWithoutEffect: Rule<'feature-view' | 'deployment'> = {
  id: 'key-without-effect',
  title: 'Key that has no effect where it stands',
  level: 'warning',
  kinds: ['feature-view', 'deployment'],
  docs: {
    why: 'A key that is ignored looks like a promise: canary steps under another strategy are never taken, and without `as_of` no row is too old.',
    bad: `-- delays.feature-view.yaml --
name: delays
version: 1
query:
  from: flights@1
  joins: [{ feature_group: weather@1, on: [origin], within: 3h, select: [temp] }]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }]
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }, { name: temp, type: double }]
`,
    good: `-- delays.feature-view.yaml --
name: delays
version: 1
query:
  from: flights@1
  joins: [{ feature_group: weather@1, on: [origin], select: [temp] }]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }]
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }, { name: temp, type: double }]
`,
  },
  check(file, { project, report }) {
    const keys = file.kind === 'feature-view' ? idleInView(file) : idleInDeployment(file);
    for (const { path, why, help } of keys) {
      const message = `${code(path.at(-1) ?? '')} has no effect ${why}`;
      report(project.spanOf(file, path, 'key'), message, { help, data: { path } });
    }
  },
  fixes(finding, file, context) {
    const path = finding.data?.path;
    return typeof path === 'object' ? remove(`Remove ${code(path.at(-1) ?? '')}`, path, file, context) : [];
  },
};

interface IdleKey {
  readonly path: Path;
  readonly why: string;
  readonly help: string;
}

function idleInView({ definition }: FileOf<'feature-view'>): readonly IdleKey[] {
  const joins = (definition.query?.joins ?? []).flatMap((join, index): readonly IdleKey[] => {
    if (join?.within === undefined || join.as_of === true) return [];
    const path = ['query', 'joins', index, 'within'];
    return [{ path, why: `without ${code('as_of: true')}`, help: 'add that, or remove this' }];
  });
  const splits = (definition.training_datasets ?? []).flatMap((dataset, index): readonly IdleKey[] => {
    const split = dataset?.split;
    if (split?.seed === undefined || !Array.isArray(split.train)) return [];
    const path = ['training_datasets', index, 'split', 'seed'];
    return [{ path, why: 'where rows are split by time', help: 'remove it' }];
  });
  return [...joins, ...splits];
}

function idleInDeployment({ definition }: FileOf<'deployment'>): readonly IdleKey[] {
  const { strategy, steps, sticky } = definition.rollout ?? {};
  if (strategy === undefined || strategy === 'canary') return [];
  const keys = [...(steps === undefined ? [] : ['steps']), ...(sticky === undefined ? [] : ['sticky'])];
  const why = `with the strategy ${strategy}`;
  return keys.map((key) => ({ path: ['rollout', key], why, help: 'choose canary, or remove it' }));
}
