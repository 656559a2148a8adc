import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type FrameLocator, type Locator, type Page } from 'playwright-core';

// A real VS Code (code-server) with the packaged extension in it, driven in a real Chromium as a person would.

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const EXTENSION = 'plumbline-ml.plumbline-ml';
const ARTIFACTS = path.join(ROOT, 'e2e-artifacts');
/** One step, on a busy machine of two cores. */
const PATIENCE = 60_000;

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
  /** Copied, so that a test may change it. */
  readonly workspace: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly prepare?: (folder: string) => Promise<void>;
  readonly colorScheme?: 'light' | 'dark';
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
  colorScheme = 'dark',
}: Start): Promise<Workbench> {
  const launcher = need('VSCODE_LAUNCHER');
  // Short, because sockets are made below it.
  const home = await mkdtemp(path.join(tmpdir(), 'pl-'));
  const folder = path.join(home, 'ws', path.basename(workspace));
  const user = path.join(home, 'user');
  for (const each of [path.join(user, 'User'), path.join(home, 'ext'), path.join(home, 'tmp'), path.dirname(folder)]) {
    await mkdir(each, { recursive: true });
  }
  await cp(workspace, folder, {
    recursive: true,
    filter: (file) => !/(\.venv|\.plumbline|__pycache__|\.pytest_cache)$/.test(file),
  });
  await prepare?.(folder);
  await writeFile(path.join(user, 'User/settings.json'), JSON.stringify({ ...SETTINGS, ...settings }));
  const env = { ...process.env, HOME: home, TMPDIR: path.join(home, 'tmp') };
  const folders = ['--user-data-dir', user, '--extensions-dir', path.join(home, 'ext')];
  await promisify(execFile)(launcher, [...folders, '--install-extension', need('VSIX')], { env, timeout: PATIENCE });

  const server = spawn(launcher, [...folders, '--bind-addr', '127.0.0.1:0'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let browser: Browser | undefined;
  const close = async () => {
    const open = browser?.contexts()[0]?.pages()[0];
    // What was to be seen at the end says most about a test that failed.
    if (open !== undefined) await shot(open, 'last').catch(() => undefined);
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
      colorScheme,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`, { timeout: PATIENCE });
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return { page, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

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

/** Runs a command from the palette. */
export async function command(page: Page, title: string): Promise<void> {
  await pick(page, 'F1', `>${title}`, title);
}

export async function openFile(page: Page, name: string): Promise<void> {
  const base = path.basename(name);
  await pick(page, 'Control+P', name, base);
  await page.locator('.tabs-container .tab.active', { hasText: base }).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
}

/**
 * Opens a quick pick with a key, types, and takes a row. The list is made once, when it opens: a command whose extension
 * is not there yet stays missing until it is opened anew, so this tries again rather than waits.
 */
async function pick(page: Page, key: string, text: string, row: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  await until(`the choice ${row}`, async () => {
    await page.keyboard.press(key);
    try {
      await input.fill(text, { timeout: 2000 });
      await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().click({ timeout: 2000 });
      return true;
    } catch {
      await page.keyboard.press('Escape');
      return false;
    }
  });
}

/** Takes a row of the quick pick that is open. */
export async function choose(page: Page, row: string): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().click();
}

/** Puts the cursor at a line and column, both from 1. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget input[type="text"]').first().fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
}

/** The rows of the Problems panel; `aria-label` tells severity, message and place. */
export async function problems(page: Page): Promise<Locator> {
  await command(page, 'View: Focus Problems');
  return page.locator('.markers-panel .monaco-list-row');
}

export function notification(page: Page, text: string | RegExp): Locator {
  return page.locator('.notification-toast', { hasText: text }).first();
}

/** The document inside the visible webview of the extension: two frames deep. */
export function webview(page: Page): FrameLocator {
  return page
    .frameLocator(`iframe.webview.ready[src*="extensionId=${EXTENSION}"]:visible`)
    .frameLocator('#active-frame');
}

export async function shot(page: Page, name: string): Promise<void> {
  await mkdir(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: path.join(ARTIFACTS, `${name}.png`) });
}

export async function until<T>(what: string, probe: () => Promise<T | undefined | false>, ms = PATIENCE): Promise<T> {
  let last: unknown;
  for (const stop = Date.now() + ms; Date.now() < stop; await new Promise((resolve) => setTimeout(resolve, 50))) {
    try {
      const value = await probe();
      if (value) return value;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`not within ${ms / 1000} s: ${what}${last === undefined ? '' : ` (${String(last)})`}`);
}
