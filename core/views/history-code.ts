import type { Project } from '../project/project.ts';
import { viewColumns } from '../project/view-columns.ts';
import type { LineageNode as Node } from '../registry/edges.ts';

/** What the details of a model version say of its code; read with care, for another Plumbline may have written them. */
interface CodeFacts {
  readonly view?: string;
  readonly predictor?: string;
  readonly features?: readonly string[];
}

/** The code behind a model version: its predictor, and the functions that compute the features it sees. */
export function codeOf(project: Project, details: unknown): readonly Node[] {
  const { view, predictor, features = [] } = (details ?? {}) as CodeFacts;
  const functions = new Set(view === undefined ? [] : functionsOf(project, view, new Set(features)));
  return [...(predictor === undefined ? [] : [predictor]), ...functions].map((id) => ({ kind: 'code', id }));
}

function functionsOf(project: Project, view: string, features: ReadonlySet<string>): readonly string[] {
  const file = project.resolve('feature-view', view);
  if (file === undefined) return [];
  const columns = viewColumns(project, file).selected ?? [];
  const stored = columns.flatMap(({ name, group, feature }) => {
    if (!features.has(name) || group === undefined) return [];
    const definition = project.resolve('feature-group', group)?.definition;
    return definition?.features?.find((each) => each?.name === feature)?.function ?? [];
  });
  const transformed = (file.definition.transformations ?? []).flatMap((each) =>
    each?.function?.includes('::') && each.features?.some((name) => name !== undefined && features.has(name))
      ? [each.function]
      : [],
  );
  return [...stored, ...transformed];
}
