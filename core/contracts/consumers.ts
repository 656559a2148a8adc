import type { AssetKind } from '../definitions/meaning.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import { referenceTo } from '../project/group-columns.ts';
import type { Project } from '../project/project.ts';
import { viewColumns } from '../project/view-columns.ts';

/** Something that stops working, or works differently, when what it stands on changes. */
export interface Consumer {
  readonly kind: AssetKind;
  /** `arrival_delay@1` */
  readonly name: string;
  readonly file: string;
}

type Group = DefinitionFileOf<'feature-group'>;

/** Who reads a column of a group: views that select it, models on those views, deployments and monitors of those. */
export function consumersOfColumn(project: Project, group: Group, column: string): readonly Consumer[] {
  const mentioned = project.mentionsOfColumn(group, column).map(({ file }) => file);
  const taken = project.dependants(group.path).filter((path) => selects(project, path, group, column));
  return withTheirs(project, [...mentioned, ...taken], group.path);
}

/** Who reads a feature group or view, directly or through others. */
export function consumersOf(project: Project, path: string): readonly Consumer[] {
  return withTheirs(project, project.dependants(path), path);
}

function selects(project: Project, path: string, group: Group, column: string): boolean {
  const view = project.files.get(path);
  if (view?.kind !== 'feature-view') return false;
  const reference = referenceTo(group);
  return (
    viewColumns(project, view).selected?.some((each) => each.group === reference && each.feature === column) ?? false
  );
}

/** In the order in which data flows; suites and pipelines judge and write, they do not read. */
const READERS: readonly AssetKind[] = ['feature-view', 'model', 'deployment', 'monitor'];

/** The readers among these files, and the readers of what they define, and so on. */
function withTheirs(project: Project, paths: readonly string[], origin: string): readonly Consumer[] {
  const found = new Map<string, Consumer>();
  const open = [...paths];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const key = project.files.get(path)?.key;
    if (key === undefined || path === origin || found.has(path) || !READERS.includes(key.kind)) continue;
    const name = key.version === undefined ? key.name : `${key.name}@${key.version}`;
    found.set(path, { kind: key.kind, name, file: path });
    open.push(...project.dependants(path));
  }
  return [...found.values()].sort(
    (a, b) => READERS.indexOf(a.kind) - READERS.indexOf(b.kind) || (a.name < b.name ? -1 : 1),
  );
}
