import { code } from '../contracts/words.ts';
import { parseAssetRef } from '../definitions/asset.ts';
import { kindDescription } from '../definitions/kinds.ts';
import { ANY_KIND } from './names/any-kind.ts';
import { mentionsOf } from './names/mentions-of.ts';
import { insteadOf, replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';

export const unknownAsset: Rule = {
  id: 'unknown-asset',
  title: 'Reference to something that is not defined',
  level: 'error',
  kinds: ANY_KIND,
  docs: {
    why: 'A group, view, suite, pipeline, model, deployment or monitor that is referred to must be defined by a file of the project.',
    bad: `-- flights.expectations.yaml --
name: flights
feature_group: flihgts@1
expectations: []
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }]
`,
    good: `-- flights.expectations.yaml --
name: flights
feature_group: flights@1
expectations: []
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }]
`,
  },
  check(file, { project, report }) {
    for (const mention of mentionsOf(file, 'asset')) {
      const { kind } = mention.meaning;
      const { name } = parseAssetRef(mention.text);
      if (name === '' || project.definers(kind, name).length > 0) continue;
      // The version behind the name may well be right, so the finding and its fix leave it alone.
      const isVerbatim = mention.end - mention.start === mention.text.length;
      const end = isVerbatim ? mention.start + name.length : mention.end;
      const what = kindDescription(kind).title.toLowerCase();
      report({ start: mention.start, end }, `there is no ${what} ${code(name)}`, insteadOf(name, project.names(kind)));
    }
  },
  fixes: replaceByNearest,
};
