import { basename, dirname, join } from 'node:path';
import type { DataFormat } from '../engine/data-source.ts';
import { namesIn, readHead, statOf } from '../platform/files.ts';
import { PlumblineError } from '../platform/problem.ts';

export interface WrittenOutput {
  readonly path: string;
  readonly format: DataFormat;
}

/**
 * What a program wrote for an output: at exactly the path it was given, or at that path with an ending
 * (`flights.parquet`). The first bytes tell the format, so that a program need not know any ending.
 */
export async function findOutput(path: string, pipeline: string, output: string): Promise<WrittenOutput> {
  const fail = (what: string, why: string | undefined, help: string) =>
    new PlumblineError('findings', `output ${output} ${what}; nothing was changed`, {
      where: `pipeline ${pipeline}`,
      why,
      help,
    });
  const name = basename(path);
  const written = (await namesIn(dirname(path))).filter((each) => each === name || each.startsWith(`${name}.`));
  const [file] = written;
  if (file === undefined) throw fail('was not written', undefined, HELP);
  if (written.length > 1) throw fail('was written more than once', `there are ${written.join(', ')}`, HELP);
  const found = await statOf(join(dirname(path), file));
  if (found?.kind !== 'file') throw fail('is not a file', 'it is a folder', HELP);
  if (found.size === 0) throw fail('is empty', undefined, 'write at least the names of the columns');
  const format = formatOf(await readHead(join(dirname(path), file), 4096));
  if (format === undefined) throw fail('cannot be read', 'it is no Parquet, and no text', HELP);
  return { path: join(dirname(path), file), format };
}

const HELP =
  'write one file (Parquet, CSV, JSON or JSON lines) to the path that the file PLUMBLINE_RUN gives under `outputs`';

/** Text formats may stand uncompressed only: their content is what tells them apart. */
function formatOf(head: Uint8Array): DataFormat | undefined {
  const text = new TextDecoder().decode(head).trimStart();
  if (text.startsWith('PAR1')) return 'parquet';
  if (text.includes('\0') || (head[0] === 0x1f && head[1] === 0x8b)) return undefined;
  if (text.startsWith('[')) return 'json';
  return text.startsWith('{') ? 'json-lines' : 'csv';
}
