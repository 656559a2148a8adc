import type { Relation } from '../../core/engine/query-engine.ts';
import { planView, type ViewFile, type ViewPlan } from '../../core/features/view-plan.ts';
import type { EditableProject } from '../../core/project/load-project.ts';
import { projectFromFiles } from '../../core/project/load-project.ts';
import type { TestEngine } from '../engine/engine-for-tests.ts';

/** A project of these texts; nothing of it lies on the disk. */
export async function projectOf(files: Readonly<Record<string, string>>): Promise<EditableProject> {
  return projectFromFiles('/project', Object.entries({ 'plumbline.yaml': 'project: test\n', ...files }));
}

export function viewOf(project: EditableProject, name: string): ViewFile {
  const file = project.resolve('feature-view', name);
  if (file?.key === undefined) throw new Error(`there is no view ${name}`);
  return { ...file, key: file.key };
}

export async function planOf(files: Readonly<Record<string, string>>, view = 'v'): Promise<ViewPlan> {
  const project = await projectOf(files);
  return planView(project, viewOf(project, view));
}

export type Cell = string | number | boolean | null;

/** Rows as Parquet, opened: `types` gives the columns with their SQL types; times are ISO texts. */
export async function relationOf(
  { engine, parquet }: TestEngine,
  name: string,
  types: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, Cell>>[],
): Promise<Relation> {
  const columns = Object.entries(types);
  const lines = rows.map((row) => `(${columns.map(([column]) => literal(row[column] ?? null)).join(', ')})`);
  const nothing = `(${columns.map(() => 'NULL').join(', ')})`;
  const names = columns.map(([column]) => `"${column}"`).join(', ');
  const casts = columns.map(([column, type]) => `CAST("${column}" AS ${type}) AS "${column}"`).join(', ');
  const values = lines.length === 0 ? nothing : lines.join(', ');
  const where = lines.length === 0 ? ' WHERE false' : '';
  const path = await parquet(
    `${name}-${++files}.parquet`,
    `SELECT ${casts} FROM (VALUES ${values}) AS t(${names})${where}`,
  );
  return engine.open({ path });
}

let files = 0;

function literal(value: Cell): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
