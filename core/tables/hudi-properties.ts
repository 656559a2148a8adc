import { crc32 } from 'node:zlib';
import type { TableShape } from './table-shape.ts';

export type HudiProperties = ReadonlyMap<string, string>;

/** What `hoodie.properties` says of a table of ours. Others read it, so every line is one that a reader asks for. */
export function propertiesOf({ name, recordKey, eventTime }: TableShape): HudiProperties {
  return new Map([
    ['hoodie.table.name', name],
    ['hoodie.table.type', 'COPY_ON_WRITE'],
    ['hoodie.table.version', '6'],
    ['hoodie.timeline.layout.version', '1'],
    // Java's Hudi would take the time zone of the machine.
    ['hoodie.table.timeline.timezone', 'UTC'],
    ['hoodie.table.base.file.format', 'PARQUET'],
    ['hoodie.table.recordkey.fields', recordKey.join(',')],
    ...(eventTime === undefined ? [] : ([['hoodie.table.precombine.field', eventTime]] as const)),
    ['hoodie.table.keygenerator.class', 'org.apache.hudi.keygen.NonpartitionedKeyGenerator'],
    ['hoodie.table.partition.fields', ''],
    ['hoodie.datasource.write.drop.partition.columns', 'false'],
    ['hoodie.datasource.write.hive_style_partitioning', 'false'],
    ['hoodie.populate.meta.fields', 'true'],
    ['hoodie.archivelog.folder', 'archived'],
    // Of `database.table`; there is no database.
    ['hoodie.table.checksum', String(crc32(`.${name}`))],
  ]);
}

export function printProperties(properties: HudiProperties): string {
  const lines = [...properties].map(([key, value]) => `${key}=${value.replaceAll(/[\\:=#!]/g, '\\$&')}`);
  return `#Written by Plumbline\n${lines.join('\n')}\n`;
}

/** Reads Java's properties as far as Hudi writes them: one line each, some signs escaped. */
export function parseProperties(text: string): HudiProperties {
  const lines = text.split(/\r?\n/).filter((line) => /^\s*[^#!\s]/.test(line));
  return new Map(
    lines.map((line) => {
      const [, key = line, value = ''] = /^\s*((?:\\.|[^\\=:])*?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
      return [unescaped(key), unescaped(value)] as const;
    }),
  );
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(u([0-9a-fA-F]{4})|.)/g, (_, sign: string, code?: string) =>
    code === undefined ? sign : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
