import * as vscode from 'vscode';
import type { Subject } from '../core/views/requests.ts';
import type { Server } from './language-client.ts';
import { tell } from './tell.ts';

/** An asset that a command acts on: its id, and what the command line calls it. */
export interface Chosen {
  readonly id: string;
  readonly name: string;
}

export interface Question {
  /** Which kinds of asset the command can act on. */
  readonly kinds: readonly string[];
  readonly prompt: string;
}

/**
 * What a command is to act on: what it was given (by a tree row, a code lens, an editor's title), else the asset of the
 * active editor, else what the user picks. Undefined if the user picks nothing, or if there is nothing to pick.
 */
export async function subjectOf(server: Server, given: unknown, question: Question): Promise<Chosen | undefined> {
  const named = given instanceof vscode.Uri ? undefined : subjectIn(given);
  if (named !== undefined) return named;
  return (await atEditor(server, given, question.kinds)) ?? (await pick(server, question));
}

/** An id such as `feature-group:flights@1`, or the name alone. */
export function readSubject(text: string): Chosen {
  return { id: text, name: text.replace(/^[a-z]+(?:-[a-z]+)*:(?![\\/])/, '') };
}

function subjectIn(given: unknown): Chosen | undefined {
  if (typeof given === 'string') return readSubject(given);
  if (typeof given !== 'object' || given === null || !('subject' in given)) return undefined;
  return typeof given.subject === 'string' ? readSubject(given.subject) : undefined;
}

async function atEditor(server: Server, given: unknown, kinds: readonly string[]): Promise<Subject | undefined> {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== 'file') return undefined;
  const subject = await server.request('plumbline/subjectAt', { uri: uri.toString() });
  return subject !== null && kinds.includes(subject.kind) ? subject : undefined;
}

async function pick(server: Server, { kinds, prompt }: Question): Promise<Subject | undefined> {
  const { root: _, ...byKind } = await server.request('plumbline/subjects', null);
  const choices = Object.values(byKind).flatMap((all: readonly Subject[]) =>
    all.filter(({ kind }) => kinds.includes(kind)),
  );
  if (choices.length === 0) {
    tell.information(`Plumbline: this workspace defines no ${kinds.map(inWords).join(' and no ')} yet.`);
    return undefined;
  }
  const items = choices.map((subject) => ({ label: subject.name, description: describe(subject), subject }));
  return (await vscode.window.showQuickPick(items, { placeHolder: prompt, matchOnDescription: true }))?.subject;
}

const describe = ({ kind, detail }: Subject) => [inWords(kind), detail].filter(Boolean).join(' · ');
const inWords = (kind: string) => kind.replaceAll('-', ' ');
