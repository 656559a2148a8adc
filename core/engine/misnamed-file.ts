import { readHead } from '../platform/files.ts';
import { PlumblineError } from '../platform/problem.ts';
import { type DataFormat, type DataSource, FORMAT_NAMES, labelOf } from './data-source.ts';

/** What files begin with that are taken for one another. */
const BEGINNINGS: readonly (readonly [bytes: readonly number[], what: string, help: string])[] = [
  [[0x50, 0x41, 0x52, 0x31], 'it is a Parquet file', 'let its name end in .parquet'],
  [[0x1f, 0x8b], 'it is compressed with gzip', 'let its name end in .gz, as .csv.gz does'],
  [[0x50, 0x4b, 0x03, 0x04], 'it is a zip archive, as an Excel workbook is', 'export it as CSV or Parquet'],
  [[0xff, 0xfe], 'it is text in UTF-16', 'save it as UTF-8'],
  [[0xfe, 0xff], 'it is text in UTF-16', 'save it as UTF-8'],
];

/**
 * A file that is something else than its name says is told as what it is. A reader would name the first byte that it
 * stumbles over, and might even find rows in it.
 */
export async function refuseMisnamed(source: DataSource, format: DataFormat): Promise<void> {
  const head = await readHead(source.path, 4).catch(() => undefined);
  // Who may not read it is told by the one that reads the rows.
  if (head === undefined) return;
  const refused = (why: string, help: string) =>
    new PlumblineError('failed', `cannot read the file as ${FORMAT_NAMES[format]}`, {
      where: labelOf(source),
      why,
      help,
    });
  const [found] = BEGINNINGS.filter(([bytes]) => bytes.every((byte, at) => head[at] === byte));
  const is = found?.[1];
  if (format === 'parquet') {
    // An encrypted one begins otherwise, and is told as that by the reader.
    if (is === 'it is a Parquet file' || String.fromCharCode(...head) === 'PARE') return;
    throw refused(
      is ?? 'it does not begin as a Parquet file does',
      'let its name end as what it is: .csv, .json, .jsonl',
    );
  }
  const isCompressed = is === 'it is compressed with gzip';
  const saysCompressed = /\.gz$/i.test(source.path);
  if (saysCompressed && !isCompressed) throw refused(is ?? 'it is not compressed', 'let its name not end in .gz');
  if (found !== undefined && !saysCompressed) throw refused(found[1], found[2]);
}
