// `npm test`: everything that must be right. `--fast` leaves out Python, browsers and VS Code; `--long` makes the random tests long.
//   npm test -- [--fast|--long] [PART…]    where PART is a name below, or a file
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, continueInNode, exampleData, noJava, packages, pythonEnvironment, ROOT } from './setup.mjs';
import { bold, dim, green, main, red, run, SetupError, step } from './steps.mjs';

/** Parts in the order in which they run: what fails soonest comes first. */
const PARTS = [
  {
    name: 'sources',
    title: 'Types, lint and the arrows between rooms',
    needs: ['build'],
    folders: ['structure', 'manifest'],
  },
  {
    name: 'core',
    title: 'Core: documents, expressions, definitions, rules, registry',
    needs: [],
    folders: [
      'platform',
      'documents',
      'expressions',
      'catalogue',
      'definitions',
      'project',
      'contracts',
      'registry',
      'rules',
      'reports',
      'views',
    ],
  },
  {
    name: 'engine',
    title: 'Expectations against DuckDB, with the conformance cases',
    needs: [],
    folders: ['engine', 'expectations', 'features', 'models', 'monitoring'],
  },
  { name: 'client', title: 'Client, as far as it goes without VS Code', needs: [], folders: ['client'] },
  { name: 'server', title: 'Language server over a real connection', needs: ['build'], folders: ['server'] },
  {
    name: 'webviews',
    title: 'Pages in Chromium',
    needs: ['build', 'chromium'],
    folders: ['webviews'],
    fast: false,
  },
  {
    name: 'cli',
    title: 'Command line as a process',
    needs: ['build', 'python'],
    folders: ['python', 'pipelines', 'cli'],
    fast: false,
  },
  {
    name: 'tables',
    title: 'Versioned tables, kill -9, and other readers of them',
    needs: ['peers/tables'],
    folders: ['tables'],
    fast: false,
  },
  {
    name: 'spark',
    title: 'The same checks in a real PySpark session',
    needs: ['python', 'java', 'peers/spark'],
    folders: ['spark'],
    fast: false,
  },
  {
    name: 'deployments',
    title: 'Deployments over HTTP, with real Python processes and a public client',
    needs: ['python', 'peers/triton'],
    folders: ['deployments'],
    fast: false,
  },
  {
    name: 'editor',
    title: 'The extension in a real VS Code',
    needs: ['build', 'python', 'chromium', 'vscode'],
    folders: ['e2e'],
    fast: false,
  },
];

/** What takes more than its share of two minutes: many kills, long comparisons with the plain way. */
const SLOW = [
  'test/registry/processes.test.ts',
  'test/features/killed.test.ts',
  'test/expectations/planned-agrees-with-naive.test.ts',
  'test/expectations/profile-next-batch.test.ts',
  'test/expectations/same-rows.property.test.ts',
];

const args = process.argv.slice(2);
const flags = args.filter((arg) => arg.startsWith('--'));
const wanted = args.filter((arg) => !arg.startsWith('--'));
const fast = flags.includes('--fast');

await main(async () => {
  const unknown = flags.find((flag) => !['--fast', '--long'].includes(flag));
  if (unknown !== undefined)
    throw new SetupError(`unknown option ${unknown}\n  try: npm test -- [--fast|--long] [PART…]`);
  await step('Installing packages', packages);
  const elsewhere = await continueInNode(fileURLToPath(import.meta.url), args);
  if (elsewhere !== undefined) return elsewhere;
  if (flags.includes('--long')) process.env.PLUMBLINE_LONG = '1';

  refuseForgottenTests();
  const selected = selection();
  const started = Date.now();
  const totals = { passed: 0, failed: 0, skipped: [] };
  const missing = await prepare(new Set(selected.flatMap((part) => part.needs)));

  if (selected.some((part) => part.name === 'sources')) {
    for (const [title, folder] of [
      ['Types', '.'],
      ['Types of the pages', 'webviews'],
      ['Types of their tests', 'test/webviews'],
    ]) {
      await counted(totals, title, () =>
        run(process.execPath, ['node_modules/typescript/lib/tsc.js', '-p', folder], { cwd: ROOT }),
      );
    }
    await counted(totals, 'Lint', () =>
      run(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'check', '.'], { cwd: ROOT }),
    );
  }
  for (const part of selected) {
    const lacks = part.needs.find((need) => missing.has(need));
    const all = part.files ?? part.folders.flatMap(testFiles);
    const files = fast ? all.filter((file) => !SLOW.includes(file)) : all;
    if (lacks !== undefined) {
      totals.skipped.push(...files.map((file) => `${file}: ${missing.get(lacks)}`));
      console.log(`${dim('○')} ${part.title} ${dim(`skipped: ${missing.get(lacks)}`)}`);
    } else if (files.length > 0) await runFiles(part, files, totals);
  }
  for (const reason of totals.skipped) console.log(`${dim('skipped')} ${reason}`);
  console.log(dim(`in ${Math.round((Date.now() - started) / 1000)} s`));
  const { passed, failed, skipped } = totals;
  console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
  return failed === 0 ? 0 : 1;
});

function selection() {
  if (wanted.length === 0) return PARTS.filter((part) => !fast || part.fast !== false);
  return wanted.map((name) => {
    const part = PARTS.find((candidate) => candidate.name === name);
    if (part !== undefined) return part;
    if (!name.endsWith('.test.ts'))
      throw new SetupError(
        `there is no part ${name}\n  try: one of ${PARTS.map((each) => each.name).join(', ')}, or a file under test/`,
      );
    const home = PARTS.find((candidate) =>
      candidate.folders.some((folder) => path.normalize(name).startsWith(path.join('test', folder))),
    );
    return { ...(home ?? PARTS[1]), title: name, files: [name] };
  });
}

/** A folder of tests that belongs to no part would never be run, and nobody would notice. */
function refuseForgottenTests() {
  const known = new Set(PARTS.flatMap((part) => part.folders));
  const forgotten = readdirSync(path.join(ROOT, 'test')).filter(
    (name) => !known.has(name) && testFiles(name).length > 0,
  );
  if (forgotten.length > 0) {
    throw new SetupError(
      `no part has the tests in test/${forgotten.join(', test/')}\n  try: add them in scripts/test.mjs`,
    );
  }
}

/** Set up what the parts need. What cannot be had is told, and fails where nothing may be missing: in CI. */
async function prepare(needs) {
  const missing = new Map();
  const cannot = (need, why) => {
    if (process.env.CI) throw new SetupError(`${why}, and in CI nothing may be skipped`);
    missing.set(need, why);
  };
  if (needs.has('build')) await step('Building', build);
  if (needs.has('python')) {
    const flights = path.join(ROOT, 'examples/flights');
    await step('Python environment', () => pythonEnvironment(flights));
    await step('Data of the example', () => exampleData(flights));
  }
  const why = needs.has('java') ? noJava() : undefined;
  if (why !== undefined) cannot('java', why);
  for (const need of [...needs].filter((name) => name.startsWith('peers/'))) {
    // Half a gigabyte that nothing could be done with.
    if (need === 'peers/spark' && missing.has('java')) continue;
    await step(`Python of ${need}`, async () => {
      try {
        return await pythonEnvironment(path.join(ROOT, 'test', need));
      } catch (error) {
        return cannot(need, `the packages of test/${need} cannot be installed: ${error.message.split('\n')[0]}`);
      }
    });
  }
  if (needs.has('chromium')) {
    const { chromium } = await import('./vscode.mjs');
    await step('Chromium', async () => {
      process.env.CHROMIUM = await chromium();
      if (process.env.CHROMIUM === 'undefined') cannot('chromium', 'Chromium is not installed and could not be');
    });
  }
  if (needs.has('vscode')) {
    const { noVsCode, vscode } = await import('./vscode.mjs');
    const why = noVsCode();
    if (why !== undefined) cannot('vscode', why);
    else {
      await step('VS Code for the editor tests', async () => {
        process.env.VSCODE_LAUNCHER = await vscode();
      });
      await step('Packaging the extension', async () => {
        const { output } = await run(process.execPath, ['scripts/package.ts'], { cwd: ROOT });
        process.env.VSIX = path.resolve(ROOT, (output.trim().split('\n').at(-1) ?? '').replace(/ \(.*/, ''));
      });
    }
  }
  return missing;
}

async function counted(totals, title, work) {
  try {
    await step(title, async () => {
      await work();
    });
    totals.passed += 1;
  } catch (error) {
    totals.failed += 1;
    console.log(error.message);
  }
}

/** Run test files in processes of their own, with a line for each file that has ended and the details of what failed. */
async function runFiles(part, files, totals) {
  const { run: runTests } = await import('node:test');
  console.log(bold(part.title));
  const stream = runTests({
    files: files.map((file) => path.resolve(ROOT, file)),
    // Editor tests each start a VS Code and a browser; two at once are too much for a small machine.
    concurrency: part.name === 'editor' ? 1 : 2,
    timeout: 15 * 60_000,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const byFile = new Map();
  const count = (file) => {
    if (!byFile.has(file)) byFile.set(file, { passed: 0, failed: 0, failures: [], told: [] });
    return byFile.get(file);
  };
  for await (const { type, data } of stream) {
    // What a test tells of itself, such as the conformance cases by type; without a file it is Node's own summary.
    if (type === 'test:diagnostic' && data.file !== undefined)
      count(path.relative(ROOT, data.file)).told.push(data.message);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const suite = data.details?.type === 'suite';
    const whole = data.nesting === 0 && data.file === undefined ? undefined : data.file;
    const entry = count(path.relative(ROOT, whole ?? data.name));
    if (type === 'test:fail') {
      const cause = data.details.error?.cause ?? data.details.error;
      // A suite fails with its tests; only the tests are counted, or the suite where it broke by itself.
      if (suite && data.details.error?.failureType === 'subtestsFailed') continue;
      entry.failed += 1;
      entry.failures.push(`${data.name}\n${indent(String(cause?.stack ?? cause))}`);
    } else if (suite) continue;
    else if (data.skip !== undefined)
      totals.skipped.push(
        `${path.relative(ROOT, data.file ?? '')} ${data.name}: ${data.skip === true ? 'no reason given' : data.skip}`,
      );
    else entry.passed += 1;
  }
  for (const [file, { passed, failed, failures, told }] of byFile) {
    totals.passed += passed;
    totals.failed += failed;
    if (passed + failed > 0)
      console.log(
        `  ${failed > 0 ? red('✗') : green('✓')} ${file} ${dim(`${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`)}`,
      );
    for (const words of told) console.log(dim(indent(words, '    ')));
    for (const failure of failures) console.log(indent(`${red('✗')} ${failure}`, '    '));
  }
}

function testFiles(folder) {
  const home = path.join(ROOT, 'test', folder);
  if (!existsSync(home)) return [];
  return readdirSync(home, { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join('test', folder, name))
    .sort();
}

function indent(text, by = '  ') {
  return text.replaceAll(/^/gm, by);
}
