import type { CodeLens } from 'vscode-languageserver';
import { COMMANDS } from '../../core/views/requests.ts';
import type { Lens } from '../features/code-lenses.ts';
import type { Places } from '../places.ts';

export function codeLens(lens: Lens, file: string, { uriOf, rangeOf }: Places): CodeLens {
  const range = rangeOf(file, lens);
  // A plain space beside an icon can hardly be seen.
  const title = lens.title.replace(/^(\$\(\S+\)) /, '$1\u2002');
  if (lens.kind === 'command')
    return { range, command: { title, command: lens.command, arguments: [...lens.arguments] } };
  const locations = lens.uses.map((use) => ({ uri: uriOf(use.file), range: rangeOf(use.file, use) }));
  return { range, command: { title, command: COMMANDS.showUses, arguments: [uriOf(file), range.start, locations] } };
}
