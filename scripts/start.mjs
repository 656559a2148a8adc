// `npm start`: from a fresh clone to the whole arc on real data. Needs Node 20 and Python 3.10; everything else is set up.
//   -- --install   puts the extension into your VS Code
//   -- --editor    opens the example in a VS Code in the browser

import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask } from './ask.mjs';
import { build, continueInNode, exampleData, packages, pythonEnvironment, ROOT } from './setup.mjs';
import { bold, dim, main, run, SetupError, step, works } from './steps.mjs';

const FLIGHTS = path.join(ROOT, 'examples/flights');
/** Flights reads what the other two write. */
const PIPELINES = ['reference_features', 'weather_features', 'flights_features'];
const options = process.argv.slice(2);

await main(async () => {
  const unknown = options.filter((option) => !['--install', '--editor'].includes(option));
  if (unknown.length > 0)
    throw new SetupError(`unknown option ${unknown[0]}\n  try: npm start -- --install, or -- --editor`);

  await step('Installing packages', packages);
  const elsewhere = await continueInNode(fileURLToPath(import.meta.url), options);
  if (elsewhere !== undefined) return elsewhere;

  await step('Building', build);
  await step('Making the Python environment of examples/flights', () => pythonEnvironment(FLIGHTS));
  await step('Getting the flights of 2013', () => exampleData(FLIGHTS));

  heading('Checking the definitions', 'check');
  await plumbline('check');
  heading('Running the pipelines', 'run …');
  for (const pipeline of PIPELINES) await plumbline('run', pipeline, '--quiet');
  heading('Validating the data', 'validate');
  await plumbline('validate');
  heading('Training a baseline, and a model to beat it', 'run train_…');
  for (const pipeline of ['train_majority', 'train_arrival_delay']) await plumbline('run', pipeline);
  heading('Deploying the model', 'deploy arrival_delay');
  const { stable, candidate } = await rollout('arrival_delay');
  if (candidate !== undefined) await plumbline('promote', 'arrival_delay');
  // The definition names the first version: it is deployed once, and who starts this again has it already.
  if (stable === undefined) await plumbline('deploy', 'arrival_delay');
  else await plumbline('status', 'arrival_delay');
  heading('Asking it about a flight', 'serve');
  const prediction = await ask(FLIGHTS, 'arrival_delay', { flight_id: '2013-01-01-UA-1545-EWR' });
  heading('Where the answer came from', `explain ${prediction}`);
  await plumbline('explain', prediction);
  heading('Is July like January?', 'drift summer_flights');
  await plumbline('drift', 'summer_flights');

  console.log('');
  const vsix = await packaged();
  if (options.includes('--install')) await install(vsix);
  console.log(`
${bold('The flights of 2013 have faults, and the suites found them; a model has learnt from them, and answers.')}
  Where to look next
    the suites         examples/flights/expectations/
    the results again  npx --no-install plumbline --project examples/flights validate weather
    the model          npx --no-install plumbline --project examples/flights models show arrival_delay@1
    what was done      npx --no-install plumbline --project examples/flights commits flights
    answer requests    npx --no-install plumbline --project examples/flights serve
    in your VS Code    npm start -- --install    then open examples/flights
    in a browser       npm start -- --editor
    the tour           docs/getting-started.md
    the extension      ${path.relative(ROOT, vsix)}
`);
  if (options.includes('--editor')) await openEditor(vsix);
  return 0;
});

function heading(title, command) {
  console.log(`\n${bold(title)} ${dim(`plumbline --project examples/flights ${command}`)}`);
}

/** Findings and failed expectations (1) are what this tour is about; anything worse ends it. */
async function plumbline(...args) {
  const { code } = await run(process.execPath, ['dist/cli.js', '--project', 'examples/flights', ...args], {
    cwd: ROOT,
    show: true,
    allow: [0, 1],
  });
  return code;
}

/** How a deployment stands. */
async function rollout(deployment) {
  const args = ['--project', 'examples/flights', 'status', deployment, '--format', 'json'];
  const { output } = await run(process.execPath, ['dist/cli.js', ...args], { cwd: ROOT });
  return JSON.parse(output).deployments[0] ?? {};
}

async function packaged() {
  let file = '';
  await step('Packaging the extension', async () => {
    const { output } = await run(process.execPath, ['scripts/package.ts'], { cwd: ROOT });
    file = output.trim().split('\n').at(-1) ?? '';
  });
  return path.resolve(ROOT, file.replace(/ \(.*/, ''));
}

async function install(vsix) {
  const code = ['code', 'codium', 'code-insiders'].find((name) => works(name, ['--version']));
  if (code === undefined) {
    throw new SetupError(
      `the command \`code\` of VS Code was not found\n  try: in VS Code, Extensions: Install from VSIX… and choose ${vsix}`,
    );
  }
  await step(`Installing into VS Code (${code})`, () =>
    run(code, ['--install-extension', vsix, '--force']).then(() => undefined),
  );
}

/** A VS Code in the browser with the extension and the example, until Ctrl+C. */
async function openEditor(vsix) {
  const { noVsCode, vscode } = await import('./vscode.mjs');
  const why = noVsCode();
  if (why !== undefined) throw new SetupError(`${why}\n  try: npm start -- --install`);
  let launcher = '';
  await step('Setting up VS Code', async () => {
    launcher = await vscode();
  });
  const home = path.join(ROOT, 'out/editor');
  const folders = ['--user-data-dir', path.join(home, 'user'), '--extensions-dir', path.join(home, 'extensions')];
  await step('Installing the extension', () =>
    run(launcher, [...folders, '--install-extension', vsix, '--force']).then(() => undefined),
  );
  const child = spawn(launcher, [...folders, '--bind-addr', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (data) => {
    const address = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(String(data))?.[1];
    if (address !== undefined) {
      console.log(`\n  ${bold(`${address}/?folder=${encodeURIComponent(FLIGHTS)}`)}   ${dim('Ctrl+C ends it')}\n`);
    }
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGTERM'));
  await new Promise((resolve) => child.on('close', resolve));
}
