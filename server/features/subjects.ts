import type { AssetKind } from '../../core/definitions/meaning.ts';
import type { DefinitionFile } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import type { Subject, Subjects } from '../../core/views/requests.ts';
import { idOf } from './targets.ts';

/** What commands can be about, for the palette to choose from. */
export function subjects(project: Project): Subjects {
  const all = (kind: AssetKind) => project.assets(kind).flatMap((file) => subjectOf(file) ?? []);
  return {
    root: project.root,
    groups: all('feature-group'),
    suites: all('expectation-suite'),
    pipelines: all('pipeline'),
    views: all('feature-view'),
  };
}

export const NO_SUBJECTS: Subjects = { root: null, groups: [], suites: [], pipelines: [], views: [] };

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
