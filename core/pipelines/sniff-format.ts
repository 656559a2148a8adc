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
  const name = basename(path);
  const written = (await namesIn(dirname(path))).filter((each) => each === name || each.startsWith(`${name}.`));
  if (written.length !== 1) {
    throw new PlumblineError(
      'failed',
      written.length === 0
        ? `output ${output} was not written`
        : `output ${output} was written ${written.length} times`,
      {
        where: `pipeline ${pipeline}`,
        why: written.length === 0 ? `nothing is at outputs.${output} of the run's file` : `found ${written.join(', ')}`,
        help: `write one file (Parquet, CSV or JSON lines) to the path that PLUMBLINE_RUN gives as outputs.${output}`,
      },
    );
  }
  const file = join(dirname(path), written[0] ?? name);
  const found = await statOf(file);
  if (found === undefined || found.size === 0) {
    throw new PlumblineError('failed', `output ${output} is empty`, {
      where: `pipeline ${pipeline}`,
      help: 'write at least the names of the columns',
    });
  }
  return { path: file, format: formatOf(await readHead(file, 4096)) };
}

function formatOf(head: Uint8Array): DataFormat {
  const text = new TextDecoder().decode(head);
  if (text.startsWith('PAR1')) return 'parquet';
  if (text.trimStart().startsWith('[')) return 'json';
  return text.trimStart().startsWith('{') ? 'json-lines' : 'csv';
}
