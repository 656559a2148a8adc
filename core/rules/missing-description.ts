import { code } from '../contracts/words.ts';
import { kindDescription } from '../definitions/kinds.ts';
import { ASSET_KINDS } from './names/any-kind.ts';
import type { Rule } from './rule.ts';

export const missingDescription: Rule = {
  id: 'missing-description',
  title: 'Definition or feature without a description',
  level: 'off',
  kinds: ASSET_KINDS,
  docs: {
    why: 'The next reader does not know what `dep` counts, from when, and in which unit. Teams that want every definition described switch this rule on in plumbline.yaml.',
    bad: `-- plumbline.yaml --
project: flights
rules: { missing-description: warning }
-- weather.feature-group.yaml --
name: weather
version: 1
description: Hourly weather at the three airports.
primary_key: [origin]
features:
  - { name: origin, type: string }
`,
    good: `-- plumbline.yaml --
project: flights
rules: { missing-description: warning }
-- weather.feature-group.yaml --
name: weather
version: 1
description: Hourly weather at the three airports.
primary_key: [origin]
features:
  - { name: origin, type: string, description: Airport where it was measured. }
`,
  },
  check(file, { project, report }) {
    if (file.kind === 'project') return;
    const { name, description } = file.definition;
    if (name !== undefined && isBlank(description)) {
      const what = kindDescription(file.kind).title.toLowerCase();
      report(project.spanOf(file, ['name']), `${what} ${code(name)} has no description`);
    }
    if (file.kind !== 'feature-group') return;
    for (const [index, feature] of (file.definition.features ?? []).entries()) {
      if (feature?.name === undefined || !isBlank(feature.description)) continue;
      report(project.spanOf(file, ['features', index, 'name']), `feature ${code(feature.name)} has no description`);
    }
  },
};

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}
