import type * as vscode from 'vscode';
import type { RunError } from './run-cli.ts';
import { tell } from './tell.ts';

/** Shows an error with all that is known about it, the details in the log. */
export async function reportError(log: vscode.LogOutputChannel, title: string, error: RunError): Promise<void> {
  logError(log, title, error);
  const { message, why, help } = error;
  const text = [`${title}: ${sentence(message)}`, why && inBrief(why), help && `Try: ${help}`];
  const output = 'Show Output';
  const answer = await tell.error(text.filter(Boolean).join(' '), output);
  if (answer === output) log.show();
}

/** What, where, why and what to do, for whoever looks into the output. */
export function logError(log: vscode.LogOutputChannel, title: string, error: RunError): void {
  log.error([`${title}: ${error.message}`, ...details(error)].join('\n'));
}

/** An error of the client's or the server's own, which has no more than a message. */
export function asRunError(error: unknown): RunError {
  return { kind: 'error', message: error instanceof Error ? error.message : String(error) };
}

function details({ where, why, help }: RunError): readonly string[] {
  return [where && `  where: ${where}`, why && `  why: ${why}`, help && `  try: ${help}`].filter(
    (line) => !!line,
  ) as string[];
}

/** A notification has no room for all that a program printed; its last line says most. */
function inBrief(why: string): string {
  const line = why.trim().split('\n').at(-1) ?? '';
  return sentence(line.length > 200 ? `${line.slice(0, 200)}…` : line);
}

const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
