import { describeChange } from '../contracts/describe-change.ts';
import { changesSinceRegistered } from './registered/group-changes.ts';
import { asRegistered } from './registered/registered-state.ts';
import type { Rule } from './rule.ts';

export const schemaChangeToReview: Rule<'feature-group'> = {
  id: 'schema-change-to-review',
  title: 'Change of a registered feature group that somebody should look at',
  level: 'information',
  kinds: ['feature-group'],
  docs: {
    why: 'A wider type, another default, or a suite that is attached or taken away is allowed within a version, and may still surprise those who read or write the group.',
    bad: `-- base: weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
  - { name: visits, type: int }
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
  - { name: visits, type: bigint }
`,
    good: `-- base: weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
-- weather.feature-group.yaml --
name: weather
version: 1
description: Hourly weather.
primary_key: [origin]
features:
  - { name: origin, type: string }
`,
  },
  check(file, context) {
    const { base, project, report } = context;
    if (base === undefined) return;
    for (const { change, verdict, why } of changesSinceRegistered(file, context)) {
      if (verdict !== 'review') continue;
      report(project.spanOf(file, change.path), `${describeChange(change)}, and ${asRegistered(file, base)}: ${why}`);
    }
  },
};
