import * as vscode from 'vscode';
import type { Server } from '../language-client.ts';
import { readSubject } from '../subjects.ts';
import { tell } from '../tell.ts';
import type { Command } from './command.ts';
import { modelOf, numberOf, pickVersion, versionsIn } from './model-versions.ts';

/** Opens two versions of a model side by side: those that are given or selected, else those that are picked. */
export const compareVersions: Command = async ({ server, pages }, ...given) => {
  const named = versionsIn(given);
  const model = named[0] === undefined ? await modelIn(server, given[0]) : modelOf(named[0]);
  const first = named[0] ?? (await pickVersion(server, model, 'Version to compare'));
  if (first === undefined) return;
  const second =
    named[1] ??
    (await pickVersion(server, modelOf(first), `Version to compare ${first} with`, ({ name }) => name !== first));
  if (second === undefined) return;
  if (modelOf(first) !== modelOf(second)) {
    return void tell.information(
      `${first} and ${second} are versions of different models. Two of one model can be compared.`,
    );
  }
  // Who names both says which is which; of what was picked or selected the older one stands on the left.
  const isOrdered = typeof given[0] === 'string' && named.length === 2;
  const [left, right] = isOrdered ? [first, second] : [first, second].toSorted((a, b) => numberOf(a) - numberOf(b));
  await pages.openComparison({
    model: modelOf(first),
    left: numberOf(left as string),
    right: numberOf(right as string),
  });
};

/** The model of a row of the tree, of a lens, or of the editor that the command was started from. */
async function modelIn(server: Server, given: unknown): Promise<string | undefined> {
  if (given instanceof vscode.Uri) {
    const subject = await server.request('plumbline/subjectAt', { uri: given.toString() });
    return subject?.kind === 'model' ? subject.name : undefined;
  }
  const id = typeof given === 'object' && given !== null && 'subject' in given ? given.subject : given;
  return typeof id === 'string' && id.startsWith('model:') ? readSubject(id).name : undefined;
}
