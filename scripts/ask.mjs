// One question to a deployment, as any client of the Open Inference Protocol asks it: `plumbline serve` is started for it,
// and ended again.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './setup.mjs';
import { dim, SetupError } from './steps.mjs';

/** Asks with a key, prints the answer; resolves with the prediction's id once it is logged. */
export async function ask(project, deployment, key) {
  const server = spawn(
    process.execPath,
    [path.join(ROOT, 'dist/cli.js'), '--project', project, 'serve', '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise((resolve) => server.on('close', resolve));
  try {
    const { address, token } = await ready(server, ended);
    const url = `${address}/v2/models/${deployment}/infer`;
    const inputs = Object.entries(key).map(([name, value]) => ({
      name,
      shape: [1],
      datatype: 'BYTES',
      data: [value],
    }));
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ inputs }),
    });
    const answer = await response.json();
    if (!response.ok) throw new SetupError(`the deployment answered ${response.status}: ${answer.error}`);
    console.log(dim(`  POST ${url}`));
    for (const [name, value] of Object.entries(key)) console.log(`  ${name.padEnd(12)} ${value}`);
    for (const { name, data } of answer.outputs) console.log(`  ${name.padEnd(12)} ${data[0]}`);
    console.log(`  ${'version'.padEnd(12)} ${answer.model_version}`);
    return answer.parameters.prediction_ids.split(',')[0];
  } finally {
    // It answers what it has begun, and writes its log to the end.
    server.kill('SIGTERM');
    await ended;
  }
}

/** Its first line says where it answers. */
function ready(server, ended) {
  return new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    ended.then((code) => reject(new SetupError(`plumbline serve ended with ${code} before it was ready`)));
  });
}
