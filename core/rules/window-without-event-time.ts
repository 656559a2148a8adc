import { code } from '../contracts/words.ts';
import type { Rule } from './rule.ts';

export const windowWithoutEventTime: Rule<'monitor'> = {
  id: 'window-without-event-time',
  title: 'Window on data without event time',
  level: 'error',
  kinds: ['monitor'],
  docs: {
    why: 'A window keeps the rows of a span of time, and an event time says when each row was. Data without one cannot be cut by time; a filter can still tell rows apart.',
    bad: `-- fleet.monitor.yaml --
name: fleet
kind: feature-pipeline
reference: { feature_group: planes@1 }
current: { feature_group: planes@1, window: 30d }
-- planes.feature-group.yaml --
name: planes
version: 1
primary_key: [tailnum]
features: [{ name: tailnum, type: string }, { name: seats, type: int }]
`,
    good: `-- fleet.monitor.yaml --
name: fleet
kind: feature-pipeline
reference: { feature_group: planes@1 }
current: { feature_group: planes@1, window: 30d }
-- planes.feature-group.yaml --
name: planes
version: 1
primary_key: [tailnum]
event_time: registered_at
features: [{ name: tailnum, type: string }, { name: registered_at, type: timestamp }, { name: seats, type: int }]
`,
  },
  check(file, { project, report }) {
    for (const side of ['reference', 'current'] as const) {
      const { window, file: data, feature_group: name } = file.definition[side] ?? {};
      if (window === undefined) continue;
      const span = project.spanOf(file, [side, 'window'], 'key');
      if (data !== undefined) {
        report(span, 'a window needs an event time, and a data file has none', {
          help: `use ${code('filter')} instead`,
        });
        continue;
      }
      const group = name === undefined ? undefined : project.resolve('feature-group', name);
      // Where the group's text cannot be read, its event time may be in it.
      const isBroken = group?.problems.some(({ rule }) => rule === 'syntax');
      if (group === undefined || isBroken || group.definition.event_time !== undefined) continue;
      report(span, `a window needs an event time, and ${code(String(name))} has none`, {
        help: `name its event time in ${group.path}, or use ${code('filter')}`,
        related: [{ file: group.path, ...project.spanOf(group, ['name']), message: `${name} is defined here` }],
      });
    }
  },
};
