import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';

/** `plumbline lsp --stdio`: the language server, for editors other than VS Code. */
export const lsp: Action = async ({ signal }) => {
  // The server reads from the arguments how it is to talk; standard streams are the only way for a command.
  if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
  await import('../../server/main.ts');
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  return EXIT.ok;
};
