import { describeChange } from '../contracts/describe-change.ts';
import { code } from '../contracts/words.ts';
import { nextVersion, nextVersionBeside } from './fixes/next-version.ts';
import { ownName } from './names/column-source.ts';
import { breaksWhom } from './registered/breaks-whom.ts';
import { changesSinceRegistered, type JudgedChange } from './registered/group-changes.ts';
import { asRegistered, registered } from './registered/registered-state.ts';
import type { Rule } from './rule.ts';

export const breakingSchemaChange: Rule<'feature-group'> = {
  id: 'breaking-schema-change',
  title: 'Breaking change of a registered feature group',
  level: 'error',
  kinds: ['feature-group'],
  docs: {
    why: 'A registered version is a contract: views and models read by it, pipelines write by it. To drop, rename or retype a feature, or to change the key or what computes a value, a new version stands beside the old one, and its data is backfilled. What counts as breaking follows `compatibility` in plumbline.yaml; what is registered is what stands at the merge base with the default branch.',
    bad: `-- base: weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
  - { name: temp, type: double }
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
  - { name: temp, type: string }
`,
    good: `-- base: weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
  - { name: temp, type: double }
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
  - { name: temp, type: double }
-- weather-v2.feature-group.yaml --
name: weather
version: 2
primary_key: [origin]
features:
  - { name: origin, type: string }
  - { name: temp, type: string }
`,
  },
  check(file, context) {
    const { base, project, report } = context;
    const before = registered(file, base);
    if (base === undefined || before === undefined) return;
    for (const judged of changesSinceRegistered(file, context)) {
      const { change, verdict, why } = judged;
      if (verdict !== 'breaking' || isAppend(judged)) continue;
      const part = change.kind === 'feature-dropped' ? 'key' : 'value';
      const message = `${describeChange(change)}, but ${asRegistered(file, base)}: ${why}`;
      const next = `${file.key?.name}@${nextVersion(file, context)}`;
      report(project.spanOf(file, change.path, part), `${message}${breaksWhom(change, before, base)}`, {
        help: `restore it, or make the change in ${code(next)} beside ${code(ownName(file) ?? '')}`,
      });
    }
  },
  fixes: (_finding, file, context) => nextVersionBeside(file, context),
};

/** The rule `append-without-default` speaks of those. */
export function isAppend({ change }: JudgedChange): boolean {
  return change.kind === 'feature-appended';
}
