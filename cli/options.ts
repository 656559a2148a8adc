import { type Command, Option } from 'commander';

/** Options that every command takes, before its name or after it. */
export interface CommonOptions {
  readonly project: string | undefined;
  readonly format: Format;
  readonly failOn: 'error' | 'warning' | 'never';
  readonly color: boolean;
  readonly quiet: boolean;
}

export type Format = 'text' | 'json' | 'ndjson';

export function addCommonOptions(command: Command): Command {
  return command
    .addOption(new Option('--project <dir>', 'folder with the plumbline.yaml (default: this folder or one above it)'))
    .addOption(new Option('--format <format>', 'what is printed (default: text)').choices(['text', 'json', 'ndjson']))
    .addOption(
      new Option('--fail-on <level>', 'from which severity on the exit code is 1 (default: error)').choices([
        'error',
        'warning',
        'never',
      ]),
    )
    .addOption(new Option('--no-color', 'plain text'))
    .addOption(new Option('--quiet', 'only what is wrong'));
}

/** The common options as given to the command or, where it has none, to `plumbline` before it. */
export function commonOptions(command: Command): CommonOptions {
  const given: Partial<Record<string, unknown>> = {};
  for (let each: Command | null = command; each !== null; each = each.parent) {
    for (const [name, value] of Object.entries(each.opts())) {
      if (each.getOptionValueSource(name) !== 'default') given[name] ??= value;
    }
  }
  const format = (given.format ?? 'text') as Format;
  return {
    project: given.project as string | undefined,
    format,
    failOn: (given.failOn ?? 'error') as CommonOptions['failOn'],
    color: given.color !== false && format === 'text' && process.stdout.isTTY === true && !process.env.NO_COLOR,
    quiet: given.quiet === true,
  };
}
