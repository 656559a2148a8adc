import type { Command } from './command.ts';

/** Draws the feature store and the tests again, as the server sees them now. */
export const refresh: Command = async (workbench) => workbench.refresh();
