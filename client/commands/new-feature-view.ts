import { tell } from '../tell.ts';
import { featureViewTemplate } from '../templates/feature-view.ts';
import type { Command } from './command.ts';
import { createDefinition } from './new-definition.ts';
import { pickGroup } from './pick-group.ts';

export const newFeatureView: Command = async ({ server }, given) => {
  const { root, groups, views } = await server.request('plumbline/subjects', null);
  if (groups.length === 0) {
    tell.information('A feature view takes its columns from feature groups: create a group first.');
    return;
  }
  const group = await pickGroup(groups, given, 'Group whose rows are the rows of the view');
  if (group === undefined) return;
  await createDefinition({
    kind: 'feature view',
    suffix: '.feature-view.yaml',
    folder: 'feature_views',
    root,
    siblings: views,
    template: (name) => featureViewTemplate(name, group.name),
  });
};
