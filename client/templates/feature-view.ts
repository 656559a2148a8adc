/** A feature view over one group; joins and transformations are added as they are needed. */
export const featureViewTemplate = (name: string, group: string) => `name: ${name}
version: 1
description: ‸What a model sees of …‸
labels: []
query:
  from: ${group}
  select: "*"
`;
