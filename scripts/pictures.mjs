// `npm run pictures`: the pictures of the README are what the end-to-end test of the flights project saw.
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './setup.mjs';
import { main, run } from './steps.mjs';

const PICTURES = ['contract-error', 'failed-expectation', 'result-page', 'lineage-page', 'testing-view'];

await main(async () => {
  await run(process.execPath, ['scripts/test.mjs', 'test/e2e/flights.test.ts'], { cwd: ROOT, show: true });
  const target = path.join(ROOT, 'docs/pictures');
  mkdirSync(target, { recursive: true });
  for (const name of PICTURES)
    copyFileSync(path.join(ROOT, 'e2e-artifacts', `${name}.png`), path.join(target, `${name}.png`));
});
