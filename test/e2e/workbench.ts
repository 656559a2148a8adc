import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { PATIENCE, until } from './patience.ts';

// A real VS Code (code-server) with the packaged extension in it, driven in a real Chromium as a person would.

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const EXTENSION = 'plumbline-ml.plumbline-ml';
const ARTIFACTS = path.join(ROOT, 'e2e-artifacts');
const THEMES = { light: 'Light 2026', dark: 'Dark 2026' } as const;

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'window.confirmBeforeClose': 'never',
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
};

export interface Workbench {
  readonly page: Page;
  /** The folder that is open. */
  readonly folder: string;
  close(): Promise<void>;
}

export interface Start {
  /** Copied, so that a test may change it; a new folder if there is none to copy. */
  readonly workspace?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly prepare?: (folder: string) => Promise<void>;
  readonly theme?: keyof typeof THEMES;
  /** Variables of its environment, made when the folder is there. */
  readonly environment?: (folder: string) => Promise<Readonly<Record<string, string>>>;
}

function need(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this by \`npm test -- editor\``);
  return value;
}

/** Starts VS Code on a copy of a workspace, with the extension installed from its VSIX. */
export async function startWorkbench({
  workspace,
  settings = {},
  prepare,
  theme = 'light',
  environment,
}: Start): Promise<Workbench> {
  const launcher = need('VSCODE_LAUNCHER');
  // Short, because sockets are made below it.
  const home = await mkdtemp(path.join(tmpdir(), 'pl-'));
  const folder = path.join(home, 'ws', workspace === undefined ? 'new-project' : path.basename(workspace));
  const user = path.join(home, 'user');
  for (const each of [path.join(user, 'User'), path.join(home, 'ext'), path.join(home, 'tmp'), folder]) {
    await mkdir(each, { recursive: true });
  }
  if (workspace !== undefined) await cp(workspace, folder, { recursive: true, filter: isSource });
  await prepare?.(folder);
  await writeFile(
    path.join(user, 'User/settings.json'),
    JSON.stringify({ ...SETTINGS, 'workbench.colorTheme': THEMES[theme], ...settings }),
  );
  const env = { ...process.env, HOME: home, TMPDIR: path.join(home, 'tmp'), ...(await environment?.(folder)) };
  const folders = ['--user-data-dir', user, '--extensions-dir', path.join(home, 'ext')];
  await promisify(execFile)(launcher, [...folders, '--install-extension', need('VSIX')], { env, timeout: PATIENCE });

  const server = spawn(launcher, [...folders, '--bind-addr', '127.0.0.1:0'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await end(server);
    await cp(path.join(user, 'logs'), path.join(ARTIFACTS, 'logs'), { recursive: true, force: true }).catch(
      () => undefined,
    );
    await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    const address = await listening(server);
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      reducedMotion: 'reduce',
      colorScheme: theme,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`, { timeout: PATIENCE });
    await page.locator('.explorer-folders-view').waitFor();
    return { page, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const isSource = (file: string) => !/(\.venv|\.plumbline|__pycache__|\.pytest_cache)$/.test(file);

async function listening(server: ChildProcess): Promise<string> {
  let output = '';
  server.stdout?.on('data', (data) => {
    output += data;
  });
  server.stderr?.on('data', (data) => {
    output += data;
  });
  return until('VS Code listens', async () => {
    assert.equal(server.exitCode, null, `VS Code ended:\n${output}`);
    return /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
}

/** Keeps a picture of what was to be seen when a test failed: for `afterEach`. */
export function pictureOfFailure(bench: () => Workbench | undefined) {
  return async ({ name, error }: { readonly name: string; readonly error?: unknown }): Promise<void> => {
    const page = bench()?.page;
    if (error != null && page !== undefined) await shot(page, `failed-${name.replaceAll(/\W+/g, '-')}`);
  };
}

/** A picture of the whole window, to be looked at by people. */
export async function shot(page: Page, name: string): Promise<void> {
  await mkdir(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: path.join(ARTIFACTS, `${name}.png`) });
}
