import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { raw } from '../../core/engine/sql.ts';

/** Files that cannot be judged, and some that only look so; DuckDB writes the Parquet among them. */
export async function writeBadInput(folder: string, duckdb: QueryEngine): Promise<void> {
  mkdirSync(folder);
  mkdirSync(join(folder, 'nothing'));
  const file = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  const parquet = async (name: string, select: string) => {
    await duckdb.copy(raw(select), join(folder, name));
    return readFileSync(join(folder, name));
  };
  const whole = await parquet(
    'whole.parquet',
    "SELECT range AS a, 'x' || range * 7919 % 100003 AS b FROM range(50000)",
  );
  const named = (await parquet('named.parquet', 'SELECT 1 AS a, 2 AS bbbb, 3 AS cccc')).toString('latin1');
  const renamed = (name: string) => Buffer.from(named.replaceAll('cccc', name), 'latin1');
  const half = whole.subarray(0, whole.length / 2);
  const overwritten = Buffer.from(whole);
  overwritten.fill(0x55, Math.round(whole.length * 0.6), Math.round(whole.length * 0.8));
  const cities = 'a,b\n1,Zürich\n2,Genève\n';
  for (const [name, content] of [
    ['cut.parquet', half],
    ['begun.parquet', whole.subarray(0, 4)],
    ['half/a.parquet', whole],
    ['half/b.parquet', half],
    ['hole.parquet', Buffer.concat([whole.subarray(0, 4), whole.subarray(8000)])],
    ['other.parquet', overwritten],
    ['parquet.csv', whole],
    ['csv.parquet', 'a,b\n1,x\n'],
    ['twice.parquet', renamed('bbbb')],
    ['case.parquet', renamed('BBBB')],
    ['latin1.csv', Buffer.from(cities, 'latin1')],
    ['mixed.csv', Buffer.concat([Buffer.from('a,b\n1,Zürich\n'), Buffer.from('2,Zürich\n', 'latin1')])],
    ['late.csv', Buffer.concat([Buffer.from(`a,b\n${'1,x\n'.repeat(60_000)}`), Buffer.from('2,é\n', 'latin1')])],
    ['header.csv', Buffer.from('a,ü,b\n1,x,y\n', 'latin1')],
    ['latin1.csv.gz', gzipSync(Buffer.from(cities, 'latin1'))],
    ['latin1.jsonl', Buffer.from('{"a": 1, "b": "Zürich"}\n', 'latin1')],
    ['latin1.json', Buffer.from('[{"a": 1, "b": "Zürich"}]\n', 'latin1')],
    ['utf16.csv', Buffer.from('\uFEFFa,b\n1,x\n', 'utf16le')],
    ['twice.csv', 'a,b,b\n1,x,y\n'],
    ['empty.csv', ''],
    ['empty.parquet', ''],
    ['blank.csv', '\n\n'],
    ['none.json', '[]'],
    ['blank.jsonl', '\n\n'],
    ['folder.csv/part.csv', 'a,b\n1,x\n'],
    ['ragged.csv', 'a,b\n1,x\n2,y,z\n'],
    [
      'cut.csv.gz',
      gzipSync(`a,b\n${Array.from({ length: 5000 }, (_, row) => `${row},x${row}\n`).join('')}`).subarray(0, 3000),
    ],
    ['cut.json', '[{"a": 1, "b": "x"}, {"a": '],
    ['cut.jsonl', '{"a": 1, "b": "x"}\n{"a": 2, "b'],
    ['order1.csv', 'a,b\n1,2\n'],
    ['order2.csv', 'b,a\n3,4\n'],
    ['replaced.csv', 'a,b\n1,\uFFFD\n'],
    ['mark.csv', '\uFEFFa,b\n1,x\n'],
    ['numbered.csv', 'a,b,b_1\n1,x,y\n'],
    ['case.csv', 'a,b,B,"b "\n1,x,y,z\n'],
    ['unnamed.csv', 'a,,b,\n1,x,y,z\n'],
    ['folders/year/month.parquet', whole],
    ['beside/a.parquet', whole],
    ['beside/notes.txt', 'not a table'],
  ] as const) {
    file(name, content);
  }
}
