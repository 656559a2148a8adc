import { code } from '../contracts/words.ts';
import { kindDescription } from '../definitions/kinds.ts';
import { ASSET_KINDS } from './names/any-kind.ts';
import { ownName } from './names/column-source.ts';
import type { Rule } from './rule.ts';

export const duplicateAsset: Rule = {
  id: 'duplicate-asset',
  title: 'Two files that define the same thing',
  level: 'error',
  kinds: ASSET_KINDS,
  docs: {
    why: 'A reference means one definition. With two files for one name and version nobody can tell which.',
    bad: `-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }]
-- old/flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }]
`,
    good: `-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }]
-- flights-v2.feature-group.yaml --
name: flights
version: 2
primary_key: [id]
features: [{ name: id, type: string }]
`,
  },
  check(file, { project, report }) {
    const { key } = file;
    if (key === undefined) return;
    const others = project
      .definers(key.kind, key.name)
      .filter((other) => other.path !== file.path && other.key?.version === key.version);
    if (others.length === 0) return;
    const { title, versioned } = kindDescription(key.kind);
    const paths = others.map(({ path }) => path).join(', ');
    report(
      project.spanOf(file, ['name']),
      `${title.toLowerCase()} ${code(ownName(file) ?? key.name)} is also defined in ${paths}`,
      {
        help: versioned ? 'rename one of them, or give it the next version' : 'rename one of them',
        related: others.map((other) => {
          return { file: other.path, ...project.spanOf(other, ['name']), message: 'also defined here' };
        }),
      },
    );
  },
};
