import { nearestName } from '../core/catalogue/nearest-name.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';
import type { Project } from '../core/project/project.ts';
import { suitesOfGroup } from '../core/project/suites-of-group.ts';
import { type KeyedGroup, keyedGroups } from './group-source.ts';

type Suite = DefinitionFileOf<'expectation-suite'>;

/** A suite, and the feature group whose rows it judges; a suite may be about none. */
export interface Judging {
  readonly suite: Suite;
  readonly group: KeyedGroup | undefined;
}

/** What is to be judged: everything, or what the names say, each of them a feature group or a suite. */
export function judgings(project: Project, names: readonly string[]): readonly Judging[] {
  const all = everySuite(project).flatMap((suite) => judgingsOf(project, suite));
  if (names.length === 0) return all;
  const chosen = names.flatMap((name) => {
    const found = all.filter((judging) => isNamed(project, name, judging));
    if (found.length > 0) return found;
    throw unknownSubject(project, name);
  });
  return [...new Set(chosen)];
}

/** By their names; a suite that has none yet is refused when its turn comes, not passed over. */
function everySuite(project: Project): readonly Suite[] {
  return [...project.files.values()]
    .filter((file) => file.kind === 'expectation-suite')
    .toSorted((a, b) => ((a.key?.name ?? a.path) < (b.key?.name ?? b.path) ? -1 : 1));
}

/** A suite judges the groups that name it and the group it names. */
function judgingsOf(project: Project, suite: Suite): readonly Judging[] {
  const groups = keyedGroups(project).filter((group) =>
    suitesOfGroup(project, group).some(({ path }) => path === suite.path),
  );
  return groups.length === 0 ? [{ suite, group: undefined }] : groups.map((group) => ({ suite, group }));
}

/** `flights` is a suite or a group, `flights@1` a group; the editor says `feature-group:flights@1`. */
function isNamed(project: Project, asked: string, { suite, group }: Judging): boolean {
  const [, kind, name = asked] = /^(feature-group|expectation-suite):(.*)$/.exec(asked) ?? [];
  if (kind !== 'feature-group' && suite.key?.name === name) return true;
  return (
    kind !== 'expectation-suite' && group !== undefined && project.resolve('feature-group', name)?.path === group.path
  );
}

function unknownSubject(project: Project, name: string): PlumblineError {
  const groups = project.names('feature-group');
  const suites = project.names('expectation-suite');
  const [base = name] = name.split('@');
  if (groups.includes(base)) return notJudged(project, name, base);
  const known = [...new Set([...groups, ...suites])];
  const nearest = nearestName(name, known);
  return new PlumblineError('usage', `there is no feature group or suite ${name}`, {
    where: project.root,
    help: nearest === undefined ? `there is ${known.join(', ') || 'none yet'}` : `did you mean ${nearest}?`,
  });
}

function notJudged(project: Project, name: string, base: string): PlumblineError {
  if (project.resolve('feature-group', name) !== undefined) {
    return new PlumblineError('usage', `no suite judges ${name}`, {
      where: project.root,
      help: `write one with \`feature_group: ${name}\`, or draw one from its rows: plumbline profile ${name}`,
    });
  }
  const versions = project.definers('feature-group', base).map(({ key }) => `${key?.name}@${key?.version}`);
  return new PlumblineError('usage', `there is no version ${name}`, {
    where: project.root,
    help: `there is ${versions.join(', ')}`,
  });
}
