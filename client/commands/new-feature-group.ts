import { featureGroupTemplate } from '../templates/feature-group.ts';
import type { Command } from './command.ts';
import { createDefinition } from './new-definition.ts';

export const newFeatureGroup: Command = async ({ server }) => {
  const { root, groups } = await server.request('plumbline/subjects', null);
  await createDefinition({
    kind: 'feature group',
    suffix: '.feature-group.yaml',
    folder: 'feature_groups',
    root,
    siblings: groups,
    template: featureGroupTemplate,
  });
};
