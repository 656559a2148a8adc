import type { DefinitionFileOf } from './definition-file.ts';
import type { Project } from './project.ts';

/** The suites that judge a group: those that it names, and those that name it. */
export function suitesOfGroup(
  project: Project,
  group: DefinitionFileOf<'feature-group'>,
): readonly DefinitionFileOf<'expectation-suite'>[] {
  const named = (group.definition.expectations ?? []).flatMap((name) =>
    name === undefined ? [] : (project.resolve('expectation-suite', name) ?? []),
  );
  const naming = project
    .assets('expectation-suite')
    .filter((suite) => suite.kind === 'expectation-suite')
    .filter(({ definition }) => isAbout(project, definition.feature_group, group));
  return [...new Map([...named, ...naming].map((suite) => [suite.path, suite])).values()];
}

function isAbout(project: Project, reference: string | undefined, group: DefinitionFileOf<'feature-group'>): boolean {
  return reference !== undefined && project.resolve('feature-group', reference)?.path === group.path;
}
