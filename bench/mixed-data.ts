import { DuckDBInstance } from '@duckdb/node-api';

/** Twelve columns of the usual kinds, as SQL over `range`. */
export const COLUMNS: Readonly<Record<string, string>> = {
  id: 'range::BIGINT',
  amount: '(random() * 1000)::INTEGER',
  score: 'random() * 100',
  price: 'exp(random() * 5)',
  fare: 'CASE WHEN random() < 0.01 THEN NULL ELSE round(random() * 500, 2) END',
  origin: "['EWR', 'JFK', 'LGA', 'SFO', 'LAX', 'ORD', 'ATL', 'BOS', 'DFW', 'DEN', 'SEA', 'MIA'][1 + (range * 7) % 12]",
  class: "['first', 'business', 'economy'][1 + range % 3]",
  email: "'user' || (random() * 1000000)::INTEGER || '@example.com'",
  late: 'random() < 0.3',
  departed: "TIMESTAMP '2013-01-01' + to_seconds((random() * 31536000)::BIGINT)",
  day: "DATE '2013-01-01' + (random() * 364)::INTEGER",
  stops: '(random() * 10)::INTEGER',
};

/** Writes so many rows of them into one Parquet file. */
export async function writeMixedData(path: string, rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = Object.entries(COLUMNS).map(([name, value]) => `${value} AS ${name}`);
  await connection.run(
    `COPY (SELECT ${columns.join(', ')} FROM range(${rows})) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  connection.closeSync();
  instance.closeSync();
}
