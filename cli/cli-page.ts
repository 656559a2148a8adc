import type { Argument, Command, Option } from 'commander';
import { COMMAND_NOTES } from './command-notes.ts';
import { COMMANDS, type CommandEntry } from './commands.ts';
import { createProgram } from './program.ts';

/** The reference page of the command line, in Markdown, from the same table that reads its arguments. */
export function cliPage(): string {
  const program = createProgram(async () => {});
  const common = new Set(program.options.map(({ long }) => long));
  return [
    '<!-- Generated from cli/commands.ts by npm run generate. -->',
    '# Command line',
    INTRODUCTION,
    '## Options of every command',
    'They stand before the name of the command or after it.',
    optionTable(program.options),
    EXIT_CODES,
    ...program.commands.flatMap(withThoseOfIt).flatMap((command) => {
      const entry = COMMANDS.find(({ name }) => name === fullName(command));
      return entry === undefined ? [] : section(command, entry, common);
    }),
    '',
  ].join('\n\n');
}

function withThoseOfIt(command: Command): readonly Command[] {
  return [command, ...command.commands];
}

/** `td create`; of a command without a group its own name. */
function fullName(command: Command): string {
  const above = command.parent;
  return above?.parent === null || above === null ? command.name() : `${above.name()} ${command.name()}`;
}

const INTRODUCTION = `    npx --no-install plumbline …      in a checkout
    node dist/cli.js …                anywhere

The editor starts the same command that you and CI do. It says what it says in the same words, and changes nothing that it
does not name.`;

const EXIT_CODES = `## Exit codes

| code | meaning |
|---|---|
| 0 | nothing wrong |
| 1 | findings or failures |
| 2 | wrong usage: an option, or the name of something in the project, that does not exist; two that contradict each other |
| 3 | it could not do its work: a file or folder that is not there, that cannot be read, or is not what it has to be; no Python |
| 130 | cancelled |

2 is about the words of the command, 3 about what they lead to. That is so in every command that takes a path: data, a suite,
a definition file, a folder of suites, a table. Of many suites, those that \`import\` and \`export\` refuse are findings;
where nothing is left, it is 3. A word without a \`/\` or an ending such as \`.csv\` is a name, unless a file is called so.

## Formats

\`text\` is for people: results on standard output, progress and logs on standard error, colours on terminals only (never with
\`NO_COLOR\`). \`json\` is one value on standard output; of an error it is
\`{"success": false, "error": {"kind", "message", "where", "why", "help"}}\`. \`ndjson\` is one event a line while it happens
(\`started\`, \`progress\`, \`log\`, \`test\`, \`suite\`), the last line being a \`result\`, an \`error\` or \`cancelled\`. Words about
errors stand on standard error in every format.`;

function section(command: Command, { name, examples }: CommandEntry, common: ReadonlySet<string | undefined>) {
  const own = command.options.filter(({ long, hidden }) => !common.has(long) && !hidden);
  const args = command.registeredArguments;
  return [
    `## plumbline ${name}`,
    `${sentence(command.description())}`,
    `    plumbline ${usage(command)}`,
    ...(args.length === 0 ? [] : [argumentTable(args)]),
    ...(own.length === 0 ? [] : [optionTable(own)]),
    COMMAND_NOTES[name] ?? '',
    exampleBlock(examples),
  ];
}

function usage(command: Command): string {
  const args = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '…' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [fullName(command), '[options]', ...args].join(' ');
}

function argumentTable(args: readonly Argument[]): string {
  return ['| argument | |', '|---|---|', ...args.map((each) => `| \`${each.name()}\` | ${each.description} |`)].join(
    '\n',
  );
}

function optionTable(options: readonly Option[]): string {
  const row = ({ flags, description, argChoices }: Option) => {
    const choices = argChoices === undefined ? '' : `: ${argChoices.map((choice) => `\`${choice}\``).join(', ')}`;
    return `| \`${flags}\` | ${description}${choices} |`;
  };
  return ['| option | |', '|---|---|', ...options.filter(({ long }) => long !== '--version').map(row)].join('\n');
}

function exampleBlock(examples: CommandEntry['examples']): string {
  const width = Math.max(...examples.map(([call]) => call.length));
  return ['```sh', ...examples.map(([call, meaning]) => `plumbline ${call.padEnd(width)}  # ${meaning}`), '```'].join(
    '\n',
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
