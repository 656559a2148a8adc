import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './connection.ts';

/** Started by the editor, which says in the arguments how to talk (`--node-ipc`, `--stdio`). */
serve(createConnection(ProposedFeatures.all));
