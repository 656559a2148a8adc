import { code } from '../contracts/words.ts';
import { pathOfVersion } from './fixes/next-version.ts';
import { ownName } from './names/column-source.ts';
import type { Rule } from './rule.ts';

export const registeredVersionReplaced: Rule<'feature-group' | 'feature-view'> = {
  id: 'registered-version-replaced',
  title: 'Registered version that was overwritten by another one',
  level: 'warning',
  kinds: ['feature-group', 'feature-view'],
  docs: {
    why: 'A new version stands beside the old one, not in its place: the old one still describes data, models and deployments, and is what one goes back to.',
    bad: `-- base: weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
-- weather.feature-group.yaml --
name: weather
version: 2
primary_key: [origin]
features:
  - { name: origin, type: string }
`,
    good: `-- base: weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features:
  - { name: origin, type: string }
-- weather-v2.feature-group.yaml --
name: weather
version: 2
primary_key: [origin]
features:
  - { name: origin, type: string }
`,
  },
  check(file, { project, base, report }) {
    const before = base?.project.files.get(file.path);
    if (base === undefined || before?.kind !== file.kind || before.key === undefined || file.key === undefined) return;
    const { kind, name, version } = before.key;
    if (name !== file.key.name || version === file.key.version) return;
    if (project.definers(kind, name).some(({ key }) => key?.version === version)) return;
    const old = code(ownName(before) ?? name);
    report(project.spanOf(file, ['version']), `${old} is registered in ${base.label} and no longer defined`, {
      help: `keep it in this file, and define ${code(ownName(file) ?? name)} beside it`,
    });
  },
  fixes(_finding, file, { project, base }) {
    const before = base?.project.files.get(file.path);
    const version = file.key?.version;
    if (base === undefined || before === undefined || version === undefined) return [];
    const path = pathOfVersion(file, version);
    if (project.files.has(path) || path === file.path) return [];
    const text = project.textOf(file.path);
    const restored = [{ start: 0, end: text.length, text: base.project.textOf(file.path) }];
    return [
      {
        title: `Move this version to ${path}, and restore ${code(ownName(before) ?? '')}`,
        edits: [{ file: file.path, edits: restored }],
        creates: [{ file: path, text }],
      },
    ];
  },
};
