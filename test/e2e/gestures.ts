import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { until } from './patience.ts';
import { EXTENSION, type Workbench } from './workbench.ts';

// What a person does with keys and mouse, and where to look for what it brings about.

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
  await until(`the choice ${row}`, async () => {
    await page.keyboard.press(key);
    try {
      await input(page).fill(text, { timeout: 2000 });
      await choices(page).filter({ hasText: row }).first().click({ timeout: 2000 });
      return true;
    } catch {
      await page.keyboard.press('Escape');
      return false;
    }
  });
}

/** The line that a quick pick or an input box asks to be typed in. */
export function input(page: Page): Locator {
  return page.locator('.quick-input-widget input[type="text"]').first();
}

/** The rows of the quick pick that is open. */
export function choices(page: Page): Locator {
  return page.locator('.quick-input-list .monaco-list-row');
}

/** Takes a row of the quick pick that is open. */
export async function choose(page: Page, row: string): Promise<void> {
  // The tooltip of the row that the mouse happens to rest on would cover others.
  await page.mouse.move(0, 0);
  await choices(page).filter({ hasText: row }).first().click();
}

/** Puts the cursor at a line and column, both from 1. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await page.keyboard.press('Control+G');
  await input(page).fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
}

/** Line and column, both from 1, of the first place of a text in a file as it stands on the disk. */
export async function placeOf({ folder }: Workbench, file: string, text: string): Promise<[number, number]> {
  const before = (await readFile(path.join(folder, file), 'utf8')).split(text);
  if (before.length < 2) throw new Error(`${file} has no ${text}`);
  const lines = (before[0] as string).split('\n');
  return [lines.length, (lines.at(-1) as string).length + 1];
}

/** Opens a file with the cursor `into` characters behind the beginning of a text. */
export async function openAt(bench: Workbench, file: string, text: string, into = 0): Promise<void> {
  const [line, column] = await placeOf(bench, file, text);
  await openFile(bench.page, file);
  await goTo(bench.page, line, column + into);
}

/** The rows of the Problems panel; `aria-label` tells severity, message and place. */
export async function problems(page: Page): Promise<Locator> {
  await command(page, 'View: Focus Problems');
  return page.locator('.markers-panel .monaco-list-row');
}

export function notification(page: Page, text: string | RegExp): Locator {
  return page.locator('.notification-toast', { hasText: text }).first();
}

export async function clearNotifications(page: Page): Promise<void> {
  await command(page, 'Notifications: Clear All Notifications');
}

/** Rests with the mouse on something until its tooltip says a text; what is drawn anew meanwhile loses its tooltip. */
export async function tooltip(page: Page, over: Locator, text: string): Promise<Locator> {
  const said = page.locator('.monaco-hover:visible', { hasText: text }).first();
  await until(`the tooltip ${text}`, async () => {
    await page.mouse.move(0, 0);
    await over.hover({ force: true });
    await said.waitFor({ timeout: 3000 });
    return true;
  });
  return said;
}

/** Squiggles that can be seen in the active editor. */
export function squiggles(page: Page, severity: 'error' | 'warning' | 'info'): Locator {
  return page.locator(`.editor-group-container.active .squiggly-${severity}`);
}

/** The rows of the feature store in the side bar. */
export function featureStore(page: Page): Locator {
  return paneOf(page, 'Feature Store').locator('.pane-body .monaco-list-row');
}

export async function openFeatureStore(page: Page): Promise<void> {
  await sideView(page, 'Feature Store');
}

async function openSideBar(page: Page): Promise<void> {
  const icon = page.locator('.activitybar .action-item', {
    has: page.locator('.action-label[aria-label^="Plumbline"]'),
  });
  if (!/checked/.test((await icon.getAttribute('class')) ?? '')) await icon.click();
}

/** A view of the side bar by its name, alone: the others are folded, so that its rows have the room. */
export async function sideView(page: Page, name: string): Promise<Locator> {
  await openSideBar(page);
  const header = (label: string) => paneHeader(page, label);
  for (const other of ['Feature Store', 'Model Registry', 'Deployments', 'Runs']) {
    const wanted = String(other === name);
    await header(other).waitFor();
    if ((await header(other).getAttribute('aria-expanded')) !== wanted) await header(other).click();
  }
  return paneOf(page, name).locator('.pane-body .monaco-list-row');
}

const paneHeader = (page: Page, view: string) => page.locator(`.pane-header[aria-label^="${view}"]`);
const paneOf = (page: Page, view: string) => page.locator('.sidebar .pane', { has: paneHeader(page, view) });

/** Presses a button that a row shows while the mouse is over it. */
export async function inline(row: Locator, label: string): Promise<void> {
  await row.hover();
  await row.locator(`.action-label[aria-label^="${label}"]`).first().click();
}

/** Says yes to the dialog that is open. */
export async function confirm(page: Page, button: string): Promise<void> {
  await page.locator('.monaco-dialog-box').getByRole('button', { name: button, exact: true }).click();
}

/** The document inside the visible webview of the extension, two frames deep, when it has the icons that it draws. */
export async function webview(page: Page): Promise<FrameLocator> {
  const view = page
    .frameLocator(`iframe.webview.ready[src*="extensionId=${EXTENSION}"]:visible`)
    .frameLocator('#active-frame');
  await view.locator('h1').first().waitFor();
  await view.locator('body').evaluate('document.fonts.ready.then(() => true)');
  return view;
}
