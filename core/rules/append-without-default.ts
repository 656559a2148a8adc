import { describeChange } from '../contracts/describe-change.ts';
import { code } from '../contracts/words.ts';
import { isAppend } from './breaking-schema-change.ts';
import { addDefault } from './fixes/add-default.ts';
import { nextVersionBeside } from './fixes/next-version.ts';
import { changesSinceRegistered } from './registered/group-changes.ts';
import { asRegistered } from './registered/registered-state.ts';
import type { Rule } from './rule.ts';

export const appendWithoutDefault: Rule<'feature-group'> = {
  id: 'append-without-default',
  title: 'Appended feature without a default',
  level: 'error',
  kinds: ['feature-group'],
  docs: {
    why: 'Rows that were written before a feature was there have no value for it. With a `default` they get one, and appending it breaks nobody.',
    bad: `-- base: weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
  - { name: station, type: string }
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
primary_key: [origin]
features:
  - { name: origin, type: string }
  - { name: station, type: string, default: unknown }
`,
  },
  check(file, context) {
    const { base, project, report } = context;
    if (base === undefined) return;
    for (const judged of changesSinceRegistered(file, context)) {
      const { change, verdict, why } = judged;
      if (verdict !== 'breaking' || !isAppend(judged)) continue;
      report(project.spanOf(file, change.path), `${describeChange(change)}, but ${asRegistered(file, base)}: ${why}`, {
        help: `add a ${code('default')}`,
        data: { feature: Number(change.path[1]) },
      });
    }
  },
  fixes: (finding, file, context) => [...addDefault(finding, file, context), ...nextVersionBeside(file, context)],
};
