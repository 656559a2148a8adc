import type { Project } from '../core/project/project.ts';
import type { LineageNode as Node } from '../core/registry/edges.ts';
import { isId } from '../core/registry/new-id.ts';
import { openRegistry } from '../core/registry/registry.ts';
import { lineageText } from '../core/reports/lineage-text.ts';
import type { Paint } from '../core/reports/paint.ts';
import { historyLineage } from '../core/views/history-lineage.ts';
import type { LineagePage } from '../core/views/lineage-page.ts';

/** What happened around a commit, a run, a training dataset or a model version; undefined for all other names. */
export async function recordedLineage(
  project: Project,
  storage: string,
  asked: string,
  only: 'up' | 'down' | undefined,
): Promise<LineagePage | undefined> {
  const start = recordedNode(asked);
  if (start === undefined) return undefined;
  const registry = await openRegistry(storage);
  try {
    return await registry.read((db) => historyLineage({ project, db, start, ...(only === undefined ? {} : { only }) }));
  } finally {
    registry.dispose();
  }
}

/** What can be told from the form of a name alone: definitions are called otherwise. */
function recordedNode(asked: string): Node | undefined {
  const [, kind, id] = /^(commit|run|training-dataset|model-version):(.+)$/.exec(asked) ?? [];
  if (kind !== undefined && id !== undefined) return { kind, id };
  if (/^[\w-]+@\d+\/\d{17}$/.test(asked)) return { kind: 'commit', id: asked };
  if (/^[\w-]+@\d+\/\d+$/.test(asked)) return { kind: 'training-dataset', id: asked };
  const [, version] = /^(?:model:)?([\w-]+@\d+)$/.exec(asked) ?? [];
  if (version !== undefined) return { kind: 'model-version', id: version };
  return isId(asked) ? { kind: 'run', id: asked } : undefined;
}

export function historyText(page: LineagePage, only: 'up' | 'down' | undefined, paint: Paint): string {
  const nodes = page.nodes.map(({ id, kind, label, detail, target }) => ({
    id,
    kind,
    name: label,
    detail,
    file: target?.file ?? '',
  }));
  const asset = nodes.find(({ id }) => id === page.focus);
  if (asset === undefined) return '';
  return lineageText(asset, { nodes, edges: page.edges }, only === undefined ? ['up', 'down'] : [only], paint);
}
