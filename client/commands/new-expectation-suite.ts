import { expectationSuiteTemplate } from '../templates/expectation-suite.ts';
import type { Command } from './command.ts';
import { createDefinition } from './new-definition.ts';
import { pickGroup } from './pick-group.ts';

export const newExpectationSuite: Command = async ({ server }, given) => {
  const { root, groups, suites } = await server.request('plumbline/subjects', null);
  const group = groups.length === 0 ? undefined : await pickGroup(groups, given, 'Group that the suite is about');
  if (groups.length > 0 && group === undefined) return;
  await createDefinition({
    kind: 'expectation suite',
    suffix: '.expectations.yaml',
    folder: 'expectations',
    root,
    siblings: suites,
    suggestion: group?.name.replace(/@.*$/, ''),
    template: (name) => expectationSuiteTemplate(name, group?.name),
  });
};
