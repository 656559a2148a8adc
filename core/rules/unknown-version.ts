import { code, listed } from '../contracts/words.ts';
import { parseAssetRef } from '../definitions/asset.ts';
import { kindDescription } from '../definitions/kinds.ts';
import type { Project } from '../project/project.ts';
import { ANY_KIND } from './names/any-kind.ts';
import { type MentionOf, mentionsOf } from './names/mentions-of.ts';
import { replaceByNearest } from './names/unknown-name.ts';
import type { FindingDetails, Rule } from './rule.ts';

export const unknownVersion: Rule = {
  id: 'unknown-version',
  title: 'Reference to a version that is not defined',
  level: 'error',
  kinds: ANY_KIND,
  docs: {
    why: 'A version stays defined as long as somebody refers to it: a new version stands in a file beside the old one. Versions of models come from training runs, so they are not looked for here.',
    bad: `-- flights.expectations.yaml --
name: flights
feature_group: flights@2
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
      const problem = versionProblem(mention, project);
      if (problem === undefined) continue;
      const { message, ...details } = problem;
      report(mention, message, details);
    }
  },
  fixes: replaceByNearest,
};

function versionProblem(
  { meaning: { kind }, text }: MentionOf<'asset'>,
  project: Project,
): (FindingDetails & { readonly message: string }) | undefined {
  const { name, version } = parseAssetRef(text);
  if (version === undefined || version === '' || kind === 'model') return undefined;
  const definers = project.definers(kind, name);
  if (definers.length === 0) return undefined;
  const what = kindDescription(kind);
  const withoutVersion = { help: `write ${code(name)}`, data: { replacement: name } };
  if (!what.versioned) return { message: `${what.plural.toLowerCase()} have no versions`, ...withoutVersion };
  const versions = definers.map(({ key }) => key?.version).filter((each) => each !== undefined);
  if (versions.length === 0 || versions.includes(version as number)) return undefined;
  if (typeof version === 'string') {
    return { message: `${code(version)} is not a version: only models have names for versions`, ...withoutVersion };
  }
  const latest = `${name}@${versions.at(-1)}`;
  return {
    message: `${what.title.toLowerCase()} ${code(name)} has no version ${version}`,
    help: versions.length === 1 ? `write ${code(latest)}` : `it has the versions ${listed(versions.map(String))}`,
    data: { replacement: latest },
  };
}
