import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type Page as BrowserPage, chromium } from 'playwright-core';
import { pageHtml } from '../../client/pages/page-html.ts';
import type { Page, PageMessage } from '../../core/views/messages.ts';
import { buildPages } from '../../scripts/build.ts';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ARTIFACTS = path.resolve(import.meta.dirname, '../../e2e-artifacts/webviews');
const THEMES = path.join(import.meta.dirname, 'themes');

export const THEME_NAMES = ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const;
export type Theme = (typeof THEME_NAMES)[number];

/** Why these tests cannot run here; in CI they have to. */
export const skip =
  existsSync(CHROMIUM) || process.env.CI ? false : `no Chromium at ${CHROMIUM}: set CHROMIUM to where it is`;

/** A page as the editor shows it: its real frame with its content security policy, in a real browser. */
export interface OpenPage {
  readonly browser: BrowserPage;
  /** What the page has asked of the editor so far. */
  sent(): Promise<readonly PageMessage[]>;
  /** Sends the page anew, as after a further validation. */
  show(page: Page): Promise<void>;
  /** What the page broke of its content security policy, and what it wrote to the console as an error. */
  faults(): Promise<readonly string[]>;
  axe(): Promise<readonly string[]>;
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface Gallery {
  open(page: Page, theme?: Theme, width?: number): Promise<OpenPage>;
  close(): Promise<void>;
}

/** Builds the pages, serves them and starts a browser. */
export async function openGallery(): Promise<Gallery> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-pages-'));
  await buildPages(folder);
  const server = await serve([folder, THEMES]);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--lang=en'],
  });
  return {
    open: (page, theme = 'dark', width = 1100) => open(browser, origin, page, theme, width),
    async close() {
      await browser.close();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function open(browser: Browser, origin: string, page: Page, theme: Theme, width: number): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    colorScheme: theme.endsWith('light') ? 'light' : 'dark',
  });
  const tab = await context.newPage();
  const errors: string[] = [];
  tab.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
  tab.on('pageerror', (error) => void errors.push(String(error)));
  await tab.addInitScript(fakeEditor, { page, theme });
  await tab.goto(`${origin}/page/${page.kind}/${theme}`);
  await tab.locator('#page > *').first().waitFor();
  return {
    browser: tab,
    sent: () => tab.evaluate(() => (window as unknown as FakeEditor).sent),
    show: (next) => tab.evaluate((page) => window.postMessage({ type: 'page', page }), next),
    faults: async () => [...errors, ...(await tab.evaluate(() => (window as unknown as FakeEditor).violations))],
    axe: () => runAxe(tab),
    async picture(name) {
      await tab.screenshot({ path: path.join(ARTIFACTS, `${name}.png`), fullPage: true });
    },
    close: () => context.close(),
  };
}

interface FakeEditor {
  sent: PageMessage[];
  violations: string[];
}

/** Runs in the page before anything else: the editor's side of the talk. */
function fakeEditor({ page, theme }: { readonly page: unknown; readonly theme: string }): void {
  const fake = window as unknown as FakeEditor & Record<string, unknown>;
  fake.sent = [];
  fake.violations = [];
  let state: unknown;
  fake.acquireVsCodeApi = () => ({
    postMessage(message: PageMessage) {
      fake.sent.push(message);
      if (message.type === 'ready') window.postMessage({ type: 'page', page });
    },
    getState: () => state,
    setState: (next: unknown) => {
      state = next;
    },
  });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    fake.violations.push(`${violatedDirective}: ${blockedURI}`);
  });
  document.addEventListener('DOMContentLoaded', () => {
    document.body.classList.add(`vscode-${theme}`);
  });
}

async function runAxe(tab: BrowserPage): Promise<readonly string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await tab.evaluate(source);
  return tab.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
    );
  });
}

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };

async function serve(folders: readonly string[]): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { pathname, origin } = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const [, route, kind = '', theme] = pathname.split('/');
    if (route === 'page') {
      const html = pageHtml({
        title: kind,
        script: `/${kind}.js`,
        styles: ['/default-styles.css', `/${theme}.css`, '/codicon.css', `/${kind}.css`],
        source: origin,
        nonce: 'nonce-of-the-test',
        state: { asked: kind },
      });
      response.setHeader('content-type', 'text/html').end(html);
      return;
    }
    const file = folders.map((folder) => path.join(folder, path.basename(pathname))).find(existsSync);
    if (file === undefined) return void response.writeHead(404).end();
    response
      .setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream')
      .end(await readFile(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
