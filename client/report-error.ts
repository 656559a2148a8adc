import * as vscode from 'vscode';
import type { RunError } from './run-cli.ts';

/** Shows an error with all that is known about it, the details in the log. */
export async function reportError(log: vscode.LogOutputChannel, title: string, error: RunError): Promise<void> {
  log.error([`${title}: ${error.message}`, ...details(error)].join('\n'));
  const text = [`${title}: ${sentence(error.message)}`, error.help && `Try: ${error.help}`];
  const output = 'Show Output';
  const answer = await vscode.window.showErrorMessage(text.filter(Boolean).join(' '), output);
  if (answer === output) log.show();
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

const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
