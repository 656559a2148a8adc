import { code } from '../contracts/words.ts';
import { insertEntry } from '../documents/insert-entry.ts';
import { editOf } from './fixes/edit-of.ts';
import type { Rule } from './rule.ts';

export const joinSeesTheFuture: Rule<'feature-view'> = {
  id: 'join-sees-the-future',
  title: 'Join that sees the future',
  level: 'warning',
  kinds: ['feature-view'],
  docs: {
    why: 'Without `as_of` a join takes the latest row of a group. If the group has an event time, that row may be younger than the row that it is joined to: in training the model sees what nobody knew at the time, and is worse in production than in every test.',
    bad: `-- delays.feature-view.yaml --
name: delays
version: 1
query:
  from: flights@1
  joins: [{ feature_group: weather@1, on: [origin], select: [temp] }]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [origin]
event_time: departure
features: [{ name: origin, type: string }, { name: departure, type: timestamp }]
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
event_time: hour
features: [{ name: origin, type: string }, { name: temp, type: double }, { name: hour, type: timestamp }]
`,
    good: `-- delays.feature-view.yaml --
name: delays
version: 1
query:
  from: flights@1
  joins: [{ feature_group: weather@1, on: [origin], as_of: true, select: [temp] }]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [origin]
event_time: departure
features: [{ name: origin, type: string }, { name: departure, type: timestamp }]
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
event_time: hour
features: [{ name: origin, type: string }, { name: temp, type: double }, { name: hour, type: timestamp }]
`,
  },
  check(file, { project, report }) {
    const { from, joins = [] } = file.definition.query ?? {};
    const left = from === undefined ? undefined : project.resolve('feature-group', from);
    // Rows without a time of their own have no future.
    if (left?.definition.event_time === undefined) return;
    for (const [index, join] of joins.entries()) {
      // Who writes `as_of: false` has thought of it; `within` alone is another rule's.
      if (join?.feature_group === undefined || join.as_of !== undefined || join.within !== undefined) continue;
      const right = project.resolve('feature-group', join.feature_group);
      const time = right?.definition.event_time;
      if (right === undefined || time === undefined) continue;
      report(
        project.spanOf(file, ['query', 'joins', index, 'feature_group']),
        `${code(join.feature_group)} has an event time, and is joined as it is now: training would see the future`,
        {
          help: `add ${code('as_of: true')}, or ${code('as_of: false')} if the latest row is meant`,
          related: [{ file: right.path, ...project.spanOf(right, ['event_time']), message: `its event time, ${time}` }],
          data: { join: index },
        },
      );
    }
  },
  fixes(finding, file, context) {
    const join = finding.data?.join;
    if (typeof join !== 'number') return [];
    return editOf(`Add ${code('as_of: true')}`, file, context, (document) =>
      insertEntry(document, ['query', 'joins', join], 'as_of', true),
    );
  },
};
