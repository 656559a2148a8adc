import * as vscode from 'vscode';

/** Shows a notification, with buttons if there are any; resolves with the one that is pressed. */
type Tell = (text: string, ...buttons: string[]) => Thenable<string | undefined>;

/** Every notification of the extension goes through here. */
export const tell: Readonly<Record<'information' | 'warning' | 'error', Tell>> = {
  information: (text, ...buttons) => vscode.window.showInformationMessage(withoutLinks(text), ...buttons),
  warning: (text, ...buttons) => vscode.window.showWarningMessage(withoutLinks(text), ...buttons),
  error: (text, ...buttons) => vscode.window.showErrorMessage(withoutLinks(text), ...buttons),
};

/** Asks in a dialog whether something is to be done; everything else waits meanwhile. */
export async function confirmed(question: string, detail: string | undefined, button: string): Promise<boolean> {
  const options = { modal: true, ...(detail !== undefined && { detail: withoutLinks(detail) }) };
  return (await vscode.window.showWarningMessage(withoutLinks(question), options, button)) === button;
}

/**
 * In notifications the editor makes a link of `[words](command:…)`, and a click on it runs the command. Names, values
 * and what programs print are text, whatever they say.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
