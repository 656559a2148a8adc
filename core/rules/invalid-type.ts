import { parseOnlineType } from '../catalogue/online-type.ts';
import { parseFeatureType } from '../catalogue/parse-feature-type.ts';
import { mentionsOf } from './names/mentions-of.ts';
import { replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';

export const invalidType: Rule<'feature-group'> = {
  id: 'invalid-type',
  title: 'Feature type that does not exist',
  level: 'error',
  kinds: ['feature-group'],
  docs: {
    why: 'Types are the same for every engine: `boolean int bigint float double decimal(p,s) string binary date timestamp array<T> struct<name:T,…>`. Lengths belong to `online_type`.',
    bad: `-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features:
  - { name: id, type: varchar }
`,
    good: `-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features:
  - { name: id, type: string, online_type: varchar(20) }
`,
  },
  check(file, { project, report }) {
    for (const mention of mentionsOf(file, 'feature-type')) {
      const { problem } = parseFeatureType(mention.text);
      if (problem === undefined || mention.text === '') continue;
      const isVerbatim = mention.end - mention.start === mention.text.length;
      const span = isVerbatim
        ? { start: mention.start + problem.start, end: mention.start + problem.end }
        : { start: mention.start, end: mention.end };
      report(span, problem.message, { data: { replacement: isVerbatim ? problem.fix : undefined } });
    }
    for (const [index, feature] of (file.definition.features ?? []).entries()) {
      if (feature?.online_type === undefined) continue;
      const parsed = parseOnlineType(feature.online_type);
      if ('problem' in parsed) report(project.spanOf(file, ['features', index, 'online_type']), parsed.problem);
    }
  },
  fixes: replaceByNearest,
};
