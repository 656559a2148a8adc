// `npm run pictures`: the pictures of the README are what the end-to-end tests of the flights project saw.
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './setup.mjs';
import { main, run } from './steps.mjs';

/** Which test sees what. */
const PICTURES = {
  'test/e2e/flights.test.ts': ['contract-error', 'failed-expectation', 'result-page', 'lineage-page', 'testing-view'],
  'test/e2e/arc.test.ts': ['comparison-page', 'rollout-page', 'explained-prediction', 'drift-page'],
};

await main(async () => {
  await run(process.execPath, ['scripts/test.mjs', ...Object.keys(PICTURES)], { cwd: ROOT, show: true });
  const target = path.join(ROOT, 'docs/pictures');
  mkdirSync(target, { recursive: true });
  for (const name of Object.values(PICTURES).flat())
    copyFileSync(path.join(ROOT, 'e2e-artifacts', `${name}.png`), path.join(target, `${name}.png`));
});
