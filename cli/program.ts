import { Socket } from 'node:net';
import { Command, CommanderError } from 'commander';
import { type Action, COMMANDS, GROUPS } from './commands.ts';
import { endWithError } from './end-with-error.ts';
import { EXIT } from './exit-codes.ts';
import { addCommonOptions, commonOptions } from './options.ts';
import { createOutput } from './output.ts';
import { version } from './version.ts';

/** The `plumbline` command: reads the arguments, runs one action, ends with its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  // Somebody who stops reading (`| head`) ends neither what is being done nor its exit code.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const cancel = new AbortController();
  const stopListening = onSignals(cancel);
  let code: number = EXIT.ok;
  const program = createProgram(async (load, command) => {
    code = await perform(load, command, cancel.signal);
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has told what is wrong, or what was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    throw error;
  } finally {
    stopListening();
  }
}

/** All commands with their options; `run` is what happens when one of them is given. */
export function createProgram(run: (load: () => Promise<Action>, command: Command) => Promise<void>): Command {
  const program = addCommonOptions(new Command('plumbline'))
    .description('Features, models and deployments that are testable, versioned and reversible.')
    .version(version())
    .exitOverride()
    .showHelpAfterError('(plumbline --help tells what there is)');
  for (const { name, describe, examples, load } of COMMANDS) {
    const command = commandNamed(program, name);
    describe(command);
    addCommonOptions(command);
    command.addHelpText('after', ['', 'Examples:', ...examples.map(([call]) => `  plumbline ${call}`)].join('\n'));
    command.action(() => run(load, command));
  }
  return program;
}

/** `td create` is the command `create` of a group of commands, `td`. */
function commandNamed(program: Command, name: string): Command {
  const [first = '', second] = name.split(' ');
  const group = second === undefined ? undefined : program.commands.find((each) => each.name() === first);
  if (second === undefined) return program.command(first).exitOverride();
  return (
    group ??
    program
      .command(first)
      .description(GROUPS[first] ?? '')
      .exitOverride()
  )
    .command(second)
    .exitOverride();
}

async function perform(load: () => Promise<Action>, command: Command, signal: AbortSignal): Promise<number> {
  const output = createOutput(commonOptions(command));
  try {
    const action = await load();
    return await action({ args: command.processedArgs, options: command.opts(), output, signal });
  } catch (error) {
    return endWithError(error, output, signal);
  }
}

/**
 * The editor holds the other end of our input. A killed editor can send no signal, but the system closes what it held: then
 * nobody is left to hear of the work, or to end a server.
 */
function onEndOfInput(cancel: AbortController): () => void {
  const listener = () => cancel.abort();
  process.stdin.on('end', listener).on('error', listener).resume();
  // It must not keep a process that has done its work.
  if (process.stdin instanceof Socket) process.stdin.unref();
  return () => process.stdin.off('end', listener).off('error', listener);
}

/** One Ctrl+C may come twice, from the terminal and from the `npx` above us; a person is not that quick. */
const TWICE_MS = 500;

/**
 * Cancels on the signals that ask a process to end; SIGHUP comes when the terminal is closed. Who asks a second time
 * does not want to wait for the end of what is being done.
 */
function onSignals(cancel: AbortController): () => void {
  let asked: number | undefined;
  const listener = () => {
    asked ??= Date.now();
    if (Date.now() - asked > TWICE_MS) process.exit(EXIT.cancelled);
    cancel.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  const endsWithInput = process.env.PLUMBLINE_ENDS_WITH_INPUT === '1';
  // It is about this process, not about those that it starts.
  delete process.env.PLUMBLINE_ENDS_WITH_INPUT;
  const stopWatching = endsWithInput ? onEndOfInput(cancel) : () => {};
  return () => {
    stopWatching();
    for (const signal of signals) process.off(signal, listener);
  };
}
