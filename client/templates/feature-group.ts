/** A feature group that is right as it stands, ready to be changed. */
export const featureGroupTemplate = (name: string) => `name: ${name}
version: 1
description: ‸One row per …‸
primary_key: [id]
event_time: event_time
features:
  - { name: id, type: string, description: Identifies the row. }
  - { name: event_time, type: timestamp, description: When the row became true. }
  - { name: value, type: double }
`;
