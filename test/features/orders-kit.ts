import { join } from 'node:path';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { planDataset } from '../../core/features/dataset-plan.ts';
import { readTables } from '../../core/features/read-tables.ts';
import type { DatasetRequest } from '../../core/features/training-dataset.ts';
import { makeFolder } from '../../core/platform/files.ts';
import { loadProject } from '../../core/project/load-project.ts';
import { openRegistry, type Registry } from '../../core/registry/registry.ts';
import { commitTables } from '../../core/tables/commit-tables.ts';
import type { TableOperation } from '../../core/tables/operation.ts';
import { withFiles } from '../cli/cli-kit.ts';
import { writeFiles } from '../platform/folder-kit.ts';
import { viewOf } from './features-kit.ts';

// A shop: orders, and the weather when they were made.

export const ORDERS_VIEW = `name: late_orders
version: 1
description: What is known when an order comes in.
labels: [late]
query:
  from: orders@1
  select: [price, late]
  joins:
    - { feature_group: weather@1, on: [shop], as_of: true, within: 2h, select: [rain], prefix: w_ }
training_datasets:
  - { version: 1, split: { train: 0.6, validation: 0.2, test: 0.2, seed: 7 } }
  - { version: 2, filter: "price > 10", split: { train: ["2024-01-01", "2024-01-02"], test: ["2024-01-03", "2024-01-03"] } }
  - { version: 3 }
`;

const FILES = {
  'plumbline.yaml': 'project: shop\n',
  'late_orders.feature-view.yaml': ORDERS_VIEW,
  'orders.feature-group.yaml': `name: orders
version: 1
primary_key: [id]
event_time: made_at
features:
  - { name: id, type: string }
  - { name: shop, type: string }
  - { name: made_at, type: timestamp }
  - { name: price, type: double }
  - { name: late, type: boolean }
`,
  'weather.feature-group.yaml': `name: weather
version: 1
primary_key: [shop]
event_time: seen_at
features:
  - { name: shop, type: string }
  - { name: seen_at, type: timestamp }
  - { name: rain, type: int }
`,
};

/** 90 orders in three days, one each 48 minutes. */
export function orders(count = 90, price = (index: number) => (index * 7) % 23): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2024, 0, 1, 0, index * 48)).toISOString();
    return `o${index},${'ab'[index % 2]},${at},${price(index)},${index % 3 === 0}`;
  });
  return ['id,shop,made_at,price,late', ...lines, ''].join('\n');
}

/** A reading each hour of two shops. */
export function weather(hours = 72): string {
  const lines = Array.from({ length: hours * 2 }, (_, index) => {
    const at = new Date(Date.UTC(2024, 0, 1, Math.floor(index / 2))).toISOString();
    return `${'ab'[index % 2]},${at},${(index * 5) % 11}`;
  });
  return ['shop,seen_at,rain', ...lines, ''].join('\n');
}

export interface Shop {
  readonly folder: string;
  readonly storage: string;
  readonly engine: QueryEngine;
  readonly registry: Registry;
  /** Commits rows, given as CSV. */
  commit(group: 'orders' | 'weather', rows: string, operation?: TableOperation): Promise<void>;
  /** Asks for a training dataset of the view as its file is now. */
  request(dataset?: number): Promise<DatasetRequest>;
}

/** A shop with one commit of orders and one of weather. */
export async function withOrders(work: (shop: Shop) => Promise<void>, files: Readonly<Record<string, string>> = {}) {
  await withFiles({ ...FILES, ...files }, async (folder) => {
    const shop = await openShop(folder);
    try {
      await shop.commit('orders', orders());
      await shop.commit('weather', weather());
      await work(shop);
    } finally {
      await shop.engine.dispose();
      shop.registry.dispose();
    }
  });
}

export async function openShop(folder: string): Promise<Shop> {
  const storage = join(folder, '.plumbline');
  await makeFolder(storage);
  const engine = await startDuckDb({ folders: [folder], threads: 2 });
  const registry = await openRegistry(storage);
  return {
    folder,
    storage,
    engine,
    registry,
    async commit(name, rows, operation = 'upsert') {
      const project = await loadProject(folder);
      const group = project.resolve('feature-group', name);
      if (group?.key === undefined) throw new Error(`there is no group ${name}`);
      await writeFiles(folder, { [`data/${name}.csv`]: rows });
      const types = Object.fromEntries((group.definition.features ?? []).map((each) => [each!.name!, each!.type!]));
      const source = { path: join(folder, `data/${name}.csv`), types };
      await commitTables({ engine, storage, changes: [{ group, key: group.key, source, operation }] });
    },
    async request(dataset) {
      const project = await loadProject(folder);
      const plan = planDataset(project, viewOf(project, 'late_orders'), dataset);
      return { engine, registry, plan, read: readTables(storage) };
    },
  };
}
