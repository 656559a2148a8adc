import { Command, CommanderError } from 'commander';
import { PlumblineError } from '../core/platform/problem.ts';
import { type Action, COMMANDS } from './commands.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { addCommonOptions, commonOptions } from './options.ts';
import { createOutput } from './output.ts';
import { version } from './version.ts';

/** The `plumbline` command: reads the arguments, runs one action, ends with its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const cancel = new AbortController();
  const onSignal = () => cancel.abort();
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  // Somebody who stops reading (`| head`) ends us quietly.
  process.stdout.on('error', () => process.exit(EXIT.ok));

  let code: number = EXIT.ok;
  const program = addCommonOptions(new Command('plumbline'))
    .description('Features, models and deployments that are testable, versioned and reversible.')
    .version(version())
    .exitOverride()
    .showHelpAfterError('(plumbline --help tells what there is)');
  for (const { name, describe, load } of COMMANDS) {
    const command = addCommonOptions(program.command(name)).exitOverride();
    describe(command);
    command.action(async () => {
      code = await perform(await load(), command, cancel.signal);
    });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    throw error;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

async function perform(action: Action, command: Command, signal: AbortSignal): Promise<number> {
  const output = createOutput(commonOptions(command));
  try {
    return await action({ args: command.processedArgs, options: command.opts(), output, signal });
  } catch (error) {
    if (signal.aborted) {
      output.error(new PlumblineError('cancelled', 'cancelled'));
      return EXIT.cancelled;
    }
    output.error(error);
    return error instanceof PlumblineError ? exitCodeOf(error.kind) : EXIT.failed;
  }
}
