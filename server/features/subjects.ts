import type { AssetKind } from '../../core/definitions/meaning.ts';
import type { DefinitionFile } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import type { Subject, Subjects } from '../../core/views/requests.ts';
import { type ModelVersionFacts, nameOf } from '../model-version-facts.ts';
import type { RegistryFacts } from '../registry-facts.ts';
import { moment } from './moment.ts';
import { idOf } from './targets.ts';

/** What commands can be about, for the palette to choose from. */
export function subjects(project: Project, { versions }: RegistryFacts): Subjects {
  const all = (kind: AssetKind) => project.assets(kind).flatMap((file) => subjectOf(file) ?? []);
  return {
    root: project.root,
    groups: all('feature-group'),
    suites: all('expectation-suite'),
    pipelines: all('pipeline'),
    views: all('feature-view'),
    models: all('model'),
    deployments: all('deployment'),
    monitors: all('monitor'),
    versions: [...versions.values()].flat().map(versionSubject),
  };
}

export const NO_SUBJECTS: Subjects = {
  root: null,
  groups: [],
  suites: [],
  pipelines: [],
  views: [],
  models: [],
  deployments: [],
  monitors: [],
  versions: [],
};

/** A registered version; no file defines it. */
function versionSubject(facts: ModelVersionFacts): Subject {
  const name = nameOf(facts);
  const gates = facts.passed ? 'all gates passed' : 'blocked by its gates';
  return {
    id: `model-version:${name}`,
    kind: 'model-version',
    name,
    detail: [...facts.aliases, gates, moment(facts.registeredAt)].join(' · '),
    file: '',
  };
}

export function subjectOf(file: DefinitionFile): Subject | undefined {
  const id = idOf(file);
  if (id === undefined || file.key === undefined) return undefined;
  const { kind, name, version } = file.key;
  return {
    id,
    kind,
    name: version === undefined ? name : `${name}@${version}`,
    detail: file.definition.description,
    file: file.path,
  };
}
