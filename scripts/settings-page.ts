import manifest from '../package.json' with { type: 'json' };

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
}

/** docs/settings.md, from what the extension contributes. */
export function settingsPage(): string {
  const settings = Object.entries(manifest.contributes.configuration.properties as Readonly<Record<string, Setting>>);
  const rows = settings.map(([name, setting]) => {
    const values = setting.enum === undefined ? setting.type : setting.enum.map((value) => `\`${value}\``).join(', ');
    const text = setting.markdownDescription ?? setting.description ?? '';
    return `| \`${name}\` | ${values} | \`${JSON.stringify(setting.default)}\` | ${text} |`;
  });
  return [
    '# Settings',
    '',
    'Settings of the extension are about this machine and this person. What the project needs stands in its',
    '[plumbline.yaml](definitions/project.md), where the command line and everybody else see it too.',
    '',
    '| setting | values | default | what it does |',
    '|---|---|---|---|',
    ...rows,
    '',
    '## Environment',
    '',
    '| variable | what it does |',
    '|---|---|',
    '| `PLUMBLINE_PYTHON` | the Python interpreter, before `python:` in plumbline.yaml; `plumbline.python` sets it for runs from the editor |',
    '| `PLUMBLINE_MEMORY` | how much memory judging data may use, such as `2GB`; 80 % of the machine by default, and what does not fit goes to the temporary folder |',
    '| `NO_COLOR` | no colours on the terminal |',
    '',
  ].join('\n');
}
