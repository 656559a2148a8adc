import { parseFeatureType } from '../catalogue/parse-feature-type.ts';
import { code } from '../contracts/words.ts';
import type { Rule } from './rule.ts';

export const keyType: Rule<'feature-group'> = {
  id: 'key-type',
  title: 'Key or event time of a type that cannot be one',
  level: 'error',
  kinds: ['feature-group'],
  docs: {
    why: 'Point-in-time joins compare event times, so an event time is a `date` or a `timestamp`. A key is looked up by its value, which an array or a struct does not allow.',
    bad: `-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
event_time: observed_at
features:
  - { name: origin, type: string }
  - { name: observed_at, type: string }
`,
    good: `-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
event_time: observed_at
features:
  - { name: origin, type: string }
  - { name: observed_at, type: timestamp }
`,
  },
  check(file, { project, report }) {
    const { event_time, primary_key = [], features = [] } = file.definition;
    const kindOf = (column: string | undefined): string | undefined => {
      const text = features.find((feature) => feature?.name === column)?.type;
      return column === undefined || text === undefined ? undefined : parseFeatureType(text).type?.kind;
    };
    const time = kindOf(event_time);
    if (time !== undefined && time !== 'date' && time !== 'timestamp') {
      const message = `${code(event_time ?? '')} is ${articled(time)}; an event time must be a date or a timestamp`;
      report(project.spanOf(file, ['event_time']), message);
    }
    for (const [index, column] of primary_key.entries()) {
      const kind = kindOf(column);
      if (kind !== 'array' && kind !== 'struct') continue;
      const message = `${code(column ?? '')} is ${articled(kind)}, which cannot be looked up as a key`;
      report(project.spanOf(file, ['primary_key', index]), message);
    }
  },
};

function articled(kind: string): string {
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}
