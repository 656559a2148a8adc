import { relative, resolve } from 'node:path';
import { assetPath } from '../../core/platform/assets.ts';
import { copyFile, exists, makeFolder, namesIn } from '../../core/platform/files.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { walk } from '../../core/platform/walk.ts';
import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';

/** `plumbline init [DIR]`: a small project with data of its own. Never writes over a file that is there. */
export const init: Action = async ({ args, output }) => {
  const target = resolve(String(args[0] ?? '.'));
  const starter = assetPath('starter');
  const files = (await walk(starter)).map(({ path }) => ({
    from: path,
    to: path === 'gitignore' ? '.gitignore' : path,
  }));
  const inTheWay = (
    await Promise.all(files.map(async ({ to }) => ((await exists(resolve(target, to))) ? to : undefined)))
  ).filter((name) => name !== undefined && name !== '.gitignore');
  if (inTheWay.length > 0) {
    throw new PlumblineError('usage', `there is a ${inTheWay[0]} already`, {
      where: target,
      why: 'a new project would write over it',
      help: 'give an empty folder: plumbline init DIR',
    });
  }
  await makeFolder(target);
  const kept = new Set(await namesIn(target));
  const created: string[] = [];
  for (const { from, to } of files) {
    if (kept.has(to)) continue;
    await copyFile(resolve(starter, from), resolve(target, to));
    created.push(to);
  }
  output.result('init', true, { root: target, files: created.sort() }, introduction(target, created.length));
  return EXIT.ok;
};

function introduction(target: string, files: number): string {
  const here = relative('.', target);
  return [
    `${files} files in ${here === '' ? 'this folder' : here}: a small shop, its orders, and what must be true of them.`,
    'Next:',
    ...(here === '' ? [] : [`  cd ${here}`]),
    '  plumbline check                are the definitions right?',
    '  plumbline run orders_features  compute the features, judge them, keep them',
    '  plumbline validate             judge the kept data again',
    '',
  ].join('\n');
}
