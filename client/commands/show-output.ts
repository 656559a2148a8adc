import type { Command } from './command.ts';

export const showOutput: Command = async ({ log }) => log.show();
