import { code, listed } from '../contracts/words.ts';
import type { Path } from '../documents/node.ts';
import type { Project } from '../project/project.ts';
import { columnSource } from './names/column-source.ts';
import { mentionsOf } from './names/mentions-of.ts';
import { insteadOf, replaceByNearest } from './names/unknown-name.ts';
import type { FileOf, Rule } from './rule.ts';

export const joinWithoutKey: Rule<'feature-view'> = {
  id: 'join-without-key',
  title: 'Join without a column that both groups have',
  level: 'error',
  kinds: ['feature-view'],
  docs: {
    why: 'A join matches rows by columns of the same name on both sides. Without one, every row would meet every other.',
    bad: `-- delays.feature-view.yaml --
name: delays
version: 1
query:
  from: flights@1
  joins: [{ feature_group: weather@1, on: [airport] }]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }]
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [airport]
features: [{ name: airport, type: string }]
`,
    good: `-- delays.feature-view.yaml --
name: delays
version: 1
query:
  from: flights@1
  joins: [{ feature_group: weather@1, on: [origin], select: [temp] }]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }]
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }, { name: temp, type: double }]
`,
  },
  check(file, { project, report }) {
    for (const [index, join] of (file.definition.query?.joins ?? []).entries()) {
      const path = ['query', 'joins', index, 'on'];
      if (join?.on?.length !== 0) continue;
      const common = [...(project.columns(file, 'join-key', path)?.keys() ?? [])];
      report(project.spanOf(file, path), `the join with ${code(join.feature_group ?? '')} names no common column`, {
        help: common.length === 0 ? undefined : `both groups have ${listed(common)}`,
      });
    }
    for (const mention of mentionsOf(file, 'column')) {
      if (mention.meaning.scope !== 'join-key' || mention.text === '') continue;
      const common = project.columns(file, 'join-key', mention.path);
      if (common === undefined || common.has(mention.text)) continue;
      const lacking = sideWithout(mention.text, file, mention.path, project);
      const message = `${lacking} has no column ${code(mention.text)} to join on`;
      report(mention, message, insteadOf(mention.text, common.keys()));
    }
  },
  fixes: replaceByNearest,
};

function sideWithout(column: string, file: FileOf<'feature-view'>, path: Path, project: Project): string {
  const scope = project.columns(file, 'joined', path)?.has(column) ? 'from' : 'joined';
  return columnSource(file, scope, path).name;
}
