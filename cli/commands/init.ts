import { relative, resolve } from 'node:path';
import { assetPath } from '../../core/platform/assets.ts';
import { copyFile, exists, makeFolder } from '../../core/platform/files.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { walk } from '../../core/platform/walk.ts';
import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';

/** `plumbline init [DIR]`: a small project with data of its own, beside what is there: no file is written over. */
export const init: Action = async ({ args, output }) => {
  const target = resolve(String(args[0] ?? output.options.project ?? '.'));
  for (const name of ['plumbline.yaml', 'plumbline.yml']) {
    if (await exists(resolve(target, name))) {
      throw new PlumblineError('usage', `there is a ${name} already`, {
        where: target,
        why: 'the folder is a Plumbline project',
        help: 'plumbline check tells how it is; plumbline init DIR makes another one',
      });
    }
  }
  const starter = assetPath('starter');
  await makeFolder(target);
  const [files, kept]: [string[], string[]] = [[], []];
  for (const { path } of await walk(starter)) {
    // Under its own name it would count for the starter itself.
    const name = path === 'gitignore' ? '.gitignore' : path;
    const isThere = await exists(resolve(target, name));
    if (!isThere) await copyFile(resolve(starter, path), resolve(target, name));
    (isThere ? kept : files).push(name);
  }
  output.result('init', true, { root: target, files, kept }, introduction(target, files, kept, output));
  return EXIT.ok;
};

function introduction(
  target: string,
  files: readonly string[],
  kept: readonly string[],
  { options, paint }: Output,
): string {
  if (options.quiet) return '';
  const here = relative('.', target);
  return [
    `${files.length} files in ${here === '' ? 'this folder' : here}: a small shop, its orders, and a model of which will be late.`,
    ...(kept.length === 0 ? [] : [`As it was: ${kept.join(', ')}`]),
    ...(kept.includes('.gitignore') ? ['Add .plumbline/ to your .gitignore: results and kept data live there.'] : []),
    'Next:',
    ...(here === '' ? [] : [`  cd ${here}`]),
    ...NEXT.map(([command, why]) => `  ${command.padEnd(42)}${paint.dim(why)}`),
  ].join('\n');
}

const NEXT: readonly (readonly [command: string, why: string])[] = [
  ['plumbline check', 'are the definitions right?'],
  ['plumbline run orders_features', 'compute the features, judge them, commit them'],
  ['plumbline validate', 'judge the committed rows again'],
  ['python3 -m venv .venv', 'what follows needs scikit-learn:'],
  ['.venv/bin/pip install -r requirements.txt', ''],
  ['plumbline run train_late_orders', 'training data, a model version, its metrics and gates'],
  ['plumbline deploy late_orders', 'the version that answers from now on'],
  ['plumbline serve', 'answer requests; Ctrl+C ends it'],
  ['plumbline drift orders_inputs', 'are the orders still what they were?'],
  ['plumbline lineage model:late_orders@1', 'data, runs and code behind the model'],
];
