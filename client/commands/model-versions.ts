import * as vscode from 'vscode';
import type { Subject } from '../../core/views/requests.ts';
import type { Server } from '../language-client.ts';
import { tell } from '../tell.ts';

const VERSION = 'model-version:';

/** The versions (`arrival_delay@3`) among what a command was given: ids, rows of the tree, or several of them selected. */
export function versionsIn(given: readonly unknown[]): readonly string[] {
  const ids = given.flat().map((each) => {
    if (typeof each === 'string') return each;
    return typeof each === 'object' && each !== null && 'subject' in each ? String(each.subject) : '';
  });
  const names = ids.filter((id) => id.startsWith(VERSION)).map((id) => id.slice(VERSION.length));
  return [...new Set(names)];
}

export const modelOf = (version: string) => version.slice(0, version.lastIndexOf('@'));
export const numberOf = (version: string) => Number(version.slice(version.lastIndexOf('@') + 1));

/** Lets the user choose a version of a model, or of any; the only one is not asked for. */
export async function pickVersion(
  server: Server,
  model: string | undefined,
  placeHolder: string,
  isOffered: (version: Subject) => boolean = () => true,
): Promise<string | undefined> {
  const { versions } = await server.request('plumbline/subjects', null);
  const offered = versions.filter((each) => (model === undefined || modelOf(each.name) === model) && isOffered(each));
  if (offered.length === 0) {
    const what = model === undefined ? 'a model' : model;
    tell.information(`There is no version of ${what} to choose here. A training pipeline makes one.`);
    return undefined;
  }
  const items = offered.map(({ name, detail }) => ({ label: name, description: detail }));
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.label;
}
