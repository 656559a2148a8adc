// Draws media/icon.png, which the extension's page shows, from media/icon.svg. Run by hand when the drawing changes.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const SIZE = 256;
const media = path.resolve(import.meta.dirname, '../media');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
});
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
const drawing = Buffer.from(readFileSync(path.join(media, 'icon.svg'))).toString('base64');
await page.setContent(
  `<body style="margin:0"><img width="${SIZE}" height="${SIZE}" src="data:image/svg+xml;base64,${drawing}"></body>`,
);
await page.screenshot({ path: path.join(media, 'icon.png'), omitBackground: true });
await browser.close();
