import { createHash } from 'node:crypto';
import { printFeatureType } from '../catalogue/feature-types.ts';
import { parseFeatureType } from '../catalogue/parse-feature-type.ts';
import type { QueryEngine, QueryOptions } from '../engine/query-engine.ts';
import { joinSql, type Sql, sql } from '../engine/sql.ts';
import type { ValueType } from '../expressions/value-type.ts';
import { canonicalJson } from '../platform/fingerprint.ts';
import { rowText } from './row-text.ts';

/** A column whose values count, with the type that was declared for it and the kind of its values. */
export interface HashedColumn {
  readonly name: string;
  readonly type: string;
  readonly valueType: ValueType;
}

export interface DataHash {
  /** 64 hexadecimal digits. */
  readonly hash: string;
  /** Rows of each part. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * What training data says, as one hash. It depends on nothing but the names and declared types of the columns, the
 * names of the parts, and the rows in each of them: not on their order, on files, compression, threads or the version
 * of the engine. Each row is written as one line (`rowText`), and hashed by SHA-256; the four quarters of these hashes
 * are added up over the rows of a part as whole numbers. The result is the SHA-256 of the JSON
 * `{"columns":[[name,type],…],"parts":{"train":[rows,sum,sum,sum,sum],…}}`, with sorted keys and without spaces.
 */
export async function dataHash(
  engine: QueryEngine,
  columns: readonly HashedColumn[],
  parts: Readonly<Record<string, Sql>>,
  options: QueryOptions = {},
): Promise<DataHash> {
  const { dialect } = engine;
  const cells = columns.map(({ name, valueType }) => ({ value: dialect.identifier(name), type: valueType }));
  const rows: Record<string, number> = {};
  const figures: Record<string, readonly string[]> = {};
  for (const [name, from] of Object.entries(parts)) {
    const sums = joinSql(dialect.digestSums(sql`digest`), ', ');
    const { rows: answer } = await engine.query(
      sql`SELECT count(*), ${sums} FROM (SELECT ${dialect.digest(rowText(dialect, cells))} AS digest FROM ${from})`,
      options,
    );
    const [count, ...values] = answer[0] ?? [0];
    rows[name] = Number(count);
    figures[name] = [count, ...values].map((value) => String(value ?? 0));
  }
  const told = { columns: columns.map(({ name, type }) => [name, spelled(type)]), parts: figures };
  return { hash: createHash('sha256').update(canonicalJson(told)).digest('hex'), rows };
}

/** `decimal( 10,2 )` is `decimal(10,2)`. */
function spelled(type: string): string {
  const parsed = parseFeatureType(type).type;
  return parsed === undefined ? type : printFeatureType(parsed);
}
