import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { openGateway } from '../../cli/gateway/gateway.ts';
import { changeRollout, DEPLOYMENT, readRollout } from '../../core/deployments/change-rollout.ts';
import { planOf } from '../../core/deployments/rollout-plan.ts';
import type { RolloutEvent } from '../../core/deployments/transition.ts';
import { loadProject } from '../../core/project/load-project.ts';
import { registerAsset } from '../../core/registry/assets.ts';
import { openRegistry, type Registry } from '../../core/registry/registry.ts';
import { EXAMPLE_PYTHON, SOURCE, withFiles } from '../cli/cli-kit.ts';

/** A shop with a model `price` of two features, a key, and a deployment of the same name. */
export const SHOP_FILES: Readonly<Record<string, string>> = {
  'plumbline.yaml': 'project: shop\n',
  'orders.feature-group.yaml': `name: orders
version: 1
description: One row per order.
primary_key: [order_id]
event_time: ordered_at
features:
  - { name: order_id, type: string }
  - { name: ordered_at, type: timestamp }
  - { name: items, type: int }
  - { name: weight, type: double }
  - { name: express, type: boolean }
  - { name: town, type: string }
  - { name: price, type: double }
`,
  'price.feature-view.yaml': `name: price
version: 1
description: What an order costs.
labels: [price]
query:
  from: orders@1
  select: [items, weight, express, town, price]
`,
  'price.model.yaml': `name: price
description: The price of an order.
feature_view: price@1
task: regression
label: price
predictor: serving/predictor.py
`,
  'price.deployment.yaml': deploymentFile(''),
};

export function deploymentFile(more: string): string {
  return `name: price\ndescription: Prices.\nmodel: price@1\n${more}`;
}

/** A predictor that adds up what it gets; \`VERSION\` is what tells versions apart. */
export const PREDICTOR = `import json
from pathlib import Path

class Predictor:
    def __init__(self, model_dir):
        self.base = json.loads(Path(model_dir, "model.json").read_text())["base"]
        print("loaded", self.base)

    def predict(self, rows):
        print("this is no answer", len(rows))
        return [{"prediction": self.base + (row["items"] or 0) + (row["weight"] or 0.0), "score": 0.5} for row in rows]
`;

export interface VersionFiles {
  readonly predictor?: string;
  readonly base?: number;
  readonly passed?: boolean;
  readonly task?: string;
  readonly features?: readonly string[];
  /** More files of the version, below `code/`. */
  readonly code?: Readonly<Record<string, string>>;
}

/** Registers a version by hand, as training would. */
export async function addVersion(
  registry: Registry,
  version: number,
  {
    predictor = PREDICTOR,
    base = version * 1000,
    passed = true,
    task = 'regression',
    features = ['items', 'weight', 'express', 'town'],
    code = {},
  }: VersionFiles = {},
): Promise<void> {
  const file = `models/price/${version}`;
  await put(join(registry.storage, file, 'code/serving/predictor.py'), predictor);
  for (const [path, text] of Object.entries(code)) await put(join(registry.storage, file, 'code', path), text);
  await put(join(registry.storage, file, 'model/model.json'), JSON.stringify({ base }));
  await registry.write((db) =>
    registerAsset(db, {
      kind: 'model-version',
      name: 'price',
      version,
      file,
      fingerprint: `fingerprint ${version}`,
      details: {
        predictor: 'serving/predictor.py',
        task,
        label: 'price',
        view: 'price@1',
        features,
        passed,
        gates: passed ? [] : [{ gate: 'r2 at least 0.7', passed: false, reason: 'r2 is 0.5' }],
        metrics: { r2: { value: 0.8, low: 0.7, high: 0.9 } },
      },
    }),
  );
}

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

export interface Shop {
  readonly folder: string;
  readonly registry: Registry;
}

/** The shop with two versions, in a folder that is gone after the work. */
export async function withShop(
  files: Readonly<Record<string, string>>,
  work: (shop: Shop) => Promise<void>,
): Promise<void> {
  await withFiles({ ...SHOP_FILES, ...files }, async (folder) => {
    const registry = await openRegistry(join(folder, '.plumbline'));
    try {
      await addVersion(registry, 1);
      await addVersion(registry, 2);
      await work({ folder, registry });
    } finally {
      registry.dispose();
    }
  });
}

/** Lets something happen to the deployment, as the commands do. */
export async function happens({ folder, registry }: Shop, event: RolloutEvent): Promise<void> {
  await registry.write((db) => changeRollout(db, 'price', event, { actor: 'tester' }));
  void folder;
}

export async function deployVersion(shop: Shop, version: number): Promise<void> {
  const project = await loadProject(shop.folder);
  const file = project.resolve('deployment', 'price');
  if (file === undefined) throw new Error('the shop has no deployment');
  await happens(shop, { kind: 'deploy', model: 'price', version, plan: planOf(file.definition, file.path) });
}

export const stateOf = ({ registry }: Shop) => registry.read((db) => readRollout(db, 'price'));

export interface Client {
  readonly url: string;
  readonly token: string;
  readonly told: readonly string[];
  infer(
    body: unknown,
    options?: { readonly version?: number; readonly headers?: Record<string, string> },
  ): Promise<Response>;
  get(path: string): Promise<Response>;
}

/** The gateway in this process, over real HTTP and with real Python processes. */
export async function withGateway(shop: Shop, work: (client: Client) => Promise<void>): Promise<void> {
  const before = process.env.PLUMBLINE_PYTHON;
  process.env.PLUMBLINE_PYTHON = EXAMPLE_PYTHON.PLUMBLINE_PYTHON;
  const told: string[] = [];
  const project = await loadProject(shop.folder);
  try {
    const gateway = await openGateway({
      project,
      registry: shop.registry,
      files: project.assets('deployment').filter((file) => file.kind === 'deployment'),
      host: '127.0.0.1',
      port: 0,
      version: '0.0.0',
      notify: (message) => told.push(message),
    });
    try {
      await work({ told, ...clientOf(gateway.address, gateway.token) });
    } finally {
      await gateway.close();
    }
  } finally {
    if (before === undefined) delete process.env.PLUMBLINE_PYTHON;
    else process.env.PLUMBLINE_PYTHON = before;
  }
}

export function clientOf(address: string, token: string) {
  const headers = { authorization: `Bearer ${token}` };
  const url = `${address}/v2/models/price`;
  return {
    url,
    token,
    get: (path: string) => fetch(`${address}${path}`, { headers }),
    infer: (body: unknown, { version, headers: more }: { version?: number; headers?: Record<string, string> } = {}) =>
      fetch(`${url}${version === undefined ? '' : `/versions/${version}`}/infer`, {
        method: 'POST',
        headers: { ...headers, ...more },
        body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body),
      }),
  };
}

/** A request with some rows; each input is a column. */
export function rowsOf(items: readonly (number | null)[], more: Readonly<Record<string, unknown>> = {}) {
  const column = (name: string, datatype: string, data: readonly unknown[]) => ({
    name,
    datatype,
    shape: [data.length],
    data,
  });
  return {
    inputs: [
      column('items', 'INT32', items),
      column(
        'weight',
        'FP64',
        items.map(() => 0.25),
      ),
      column(
        'express',
        'BOOL',
        items.map(() => true),
      ),
      column(
        'town',
        'BYTES',
        items.map(() => 'Ulm'),
      ),
    ],
    ...more,
  };
}

/** `plumbline serve` as a process of its own, once it has told where it is. */
export async function startServing(folder: string, args: readonly string[] = []) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', SOURCE, 'serve', ...args],
    {
      cwd: folder,
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'plumbline-test-cache'), ...EXAMPLE_PYTHON },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const first = await Promise.race([once(lines, 'line'), exited.then(() => undefined)]);
  if (first === undefined) throw new Error(`serve has ended: ${stderr}`);
  const ready = JSON.parse(String(first[0]));
  return { child, exited, ready, stderr: () => stderr, ...clientOf(ready.address, ready.token) };
}

export { DEPLOYMENT };
