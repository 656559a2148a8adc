import { code } from '../contracts/words.ts';
import type { FileOf, Rule, RuleContext } from './rule.ts';

export const pointInTimeWithoutEventTime: Rule<'feature-view'> = {
  id: 'point-in-time-without-event-time',
  title: 'Point-in-time join without event time',
  level: 'error',
  kinds: ['feature-view'],
  docs: {
    why: 'A point-in-time join takes the last row at or before the event time of the left row, so that no model learns from the future. Both groups must say which column that is.',
    bad: `-- delays.feature-view.yaml --
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
  check(file, context) {
    const { from, joins = [] } = file.definition.query ?? {};
    for (const [index, join] of joins.entries()) {
      if (join?.as_of !== true) continue;
      for (const group of [from, join.feature_group]) {
        if (group !== undefined) checkGroup(group, file, index, context);
      }
    }
  },
};

function checkGroup(name: string, file: FileOf<'feature-view'>, join: number, context: RuleContext): void {
  const { project, report } = context;
  const group = project.resolve('feature-group', name);
  if (group === undefined || group.definition.event_time !== undefined || isBroken(group)) return;
  const times = (group.definition.features ?? []).filter((each) => each?.type === 'timestamp' || each?.type === 'date');
  const [only] = times;
  report(
    project.spanOf(file, ['query', 'joins', join, 'as_of'], 'key'),
    `a point-in-time join needs an event time, and ${code(name)} has none`,
    {
      help:
        times.length === 1 && only?.name !== undefined
          ? `write ${code(`event_time: ${only.name}`)} in ${group.path}`
          : `name its event time in ${group.path}, or join without ${code('as_of')}`,
      related: [{ file: group.path, ...project.spanOf(group, ['name']), message: `${name} is defined here` }],
    },
  );
}

/** Where the group's text cannot be read, its event time may be in it. */
function isBroken(group: FileOf<'feature-group'>): boolean {
  return group.problems.some(({ rule }) => rule === 'syntax');
}
