import * as vscode from 'vscode';
import type { Position, Range } from '../../core/views/position.ts';
import { toRange } from '../open-file.ts';
import type { Command } from './command.ts';

/** What a code lens hands over, as LSP writes it. */
type Uses = readonly [uri: string, at: Position, locations: readonly { readonly uri: string; readonly range: Range }[]];

/** Shows places in the editor's own peek view. */
export const showUses: Command = async (_, ...given) => {
  const [uri, at, locations] = given as unknown as Uses;
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    vscode.Uri.parse(uri),
    new vscode.Position(at.line, at.character),
    locations.map((location) => new vscode.Location(vscode.Uri.parse(location.uri), toRange(location.range))),
  );
};
