import { nearestName } from '../core/catalogue/nearest-name.ts';
import type { AssetKey } from '../core/definitions/asset.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';
import type { Project } from '../core/project/project.ts';
import { suitesOfGroup } from '../core/project/suites-of-group.ts';

type Suite = DefinitionFileOf<'expectation-suite'>;
type Group = DefinitionFileOf<'feature-group'>;

/** A suite, and the feature group whose rows it judges; a suite may be about none. */
export interface Judging {
  readonly suite: Suite;
  readonly group: (Group & { readonly key: AssetKey }) | undefined;
}

/** What is to be judged: everything, or what the names say, each of them a feature group or a suite. */
export function judgings(project: Project, names: readonly string[]): readonly Judging[] {
  const all = project.assets('expectation-suite').flatMap((suite) => pairs(project, suite as Suite));
  if (names.length === 0) return all;
  const chosen = names.flatMap((name) => {
    const found = all.filter(({ suite, group }) => isNamed(name, suite, group, project));
    if (found.length > 0) return found;
    throw unknownSubject(project, name);
  });
  return [...new Set(chosen)];
}

/** A suite judges the groups that name it and the group it names. */
function pairs(project: Project, suite: Suite): readonly Judging[] {
  const groups = project
    .assets('feature-group')
    .filter(
      (group): group is Group & { readonly key: AssetKey } => group.kind === 'feature-group' && group.key !== undefined,
    )
    .filter((group) => suitesOfGroup(project, group).some((each) => each.path === suite.path));
  return groups.length === 0 ? [{ suite, group: undefined }] : groups.map((group) => ({ suite, group }));
}

function isNamed(name: string, suite: Suite, group: Judging['group'], project: Project): boolean {
  if (suite.key?.name === name) return true;
  return group !== undefined && project.resolve('feature-group', name)?.path === group.path;
}

function unknownSubject(project: Project, name: string): PlumblineError {
  const groups = project.names('feature-group');
  const suites = project.names('expectation-suite');
  if (groups.includes(name.split('@')[0] ?? name)) {
    const known = project
      .definers('feature-group', name.split('@')[0] ?? name)
      .map(({ key }) => `${key?.name}@${key?.version}`);
    return project.resolve('feature-group', name) === undefined
      ? new PlumblineError('usage', `there is no version ${name}`, { help: `there is ${known.join(', ')}` })
      : new PlumblineError('usage', `no suite judges ${name}`, {
          help: `write one with \`feature_group: ${name}\`, or draw one: plumbline profile ${name}`,
        });
  }
  const nearest = nearestName(name, [...groups, ...suites]);
  return new PlumblineError('usage', `there is no feature group or suite ${name}`, {
    where: project.root,
    help:
      nearest === undefined
        ? `there is ${[...new Set([...groups, ...suites])].join(', ') || 'none yet'}`
        : `did you mean ${nearest}?`,
  });
}
