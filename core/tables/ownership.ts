import { PlumblineError } from '../platform/problem.ts';
import { foreignDeltaEntry } from './delta-log.ts';
import type { TableShape } from './table-shape.ts';
import type { Timeline } from './timeline.ts';

/**
 * Refuses to write to a table that another program has written to. Ours are for one writer: Spark may upgrade the table,
 * build an index that our commits would not be in, or add a commit that the Delta log knows nothing of. Each of these
 * would make the next commit of ours wrong for somebody, and none can be seen later.
 */
export async function assertOurs(
  { folder, properties, commits, pending, others }: Timeline,
  shape: TableShape,
): Promise<void> {
  const refuse = (why: string) =>
    new PlumblineError('failed', 'another program has written to the table, so nothing more is written here', {
      where: folder,
      why,
      help: `${shape.label} can be read as before; to write it again, move the folder away and run its pipelines anew`,
    });
  const said = (key: string, wanted: string) => {
    const value = properties.get(key);
    if (value !== wanted) throw refuse(`${key} is ${value ?? 'missing'}, and was ${wanted}`);
  };
  said('hoodie.table.version', '6');
  said('hoodie.timeline.layout.version', '1');
  said('hoodie.table.type', 'COPY_ON_WRITE');
  if ((properties.get('hoodie.table.metadata.partitions') ?? '') !== '') throw refuse('it has a metadata table now');
  const [other] = others;
  if (other !== undefined) throw refuse(`.hoodie holds ${other}, which Plumbline does not write`);
  const foreign = commits.find(({ mark, version }) => mark?.version !== version);
  if (foreign !== undefined) throw refuse(`the commit ${foreign.instant} is not Plumbline's`);
  const [unknown] = pending;
  if (unknown !== undefined) throw refuse(`the commit ${unknown} was begun by another program and never ended`);
  const entry = await foreignDeltaEntry(folder, commits);
  if (entry !== undefined) throw refuse(`its Delta log holds ${entry}, which Plumbline does not write`);

  const key = properties.get('hoodie.table.recordkey.fields') ?? '';
  if (key !== shape.recordKey.join(',')) {
    throw new PlumblineError('failed', 'the key of a table cannot change', {
      where: shape.label,
      why: `its rows are told apart by ${key || 'nothing'}, and the definition now says ${shape.recordKey.join(', ') || 'nothing'}`,
      help: 'raise the version of the feature group: the next version gets a table of its own',
    });
  }
}
