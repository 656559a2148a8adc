/** The files of a fixture: each after a line `-- path --`; what is registered after `-- base: path --`. */
export interface Fixture {
  readonly files: ReadonlyMap<string, string>;
  readonly base: ReadonlyMap<string, string>;
  /** What a fix makes of some of the files, after `-- after: path --`. */
  readonly after: ReadonlyMap<string, string>;
}

export function readFixture(text: string): Fixture {
  const sets = { files: new Map<string, string>(), base: new Map<string, string>(), after: new Map<string, string>() };
  const parts = text.split(/^-- (?:(base|after): )?(\S+) --\n/m);
  for (let at = 1; at < parts.length; at += 3) {
    const [set, path = '', content = ''] = parts.slice(at, at + 3);
    sets[(set as 'base' | 'after' | undefined) ?? 'files'].set(path, content);
  }
  return sets;
}

/** One case of a file in `cases/`, after a line `=== fires: …`, `=== silent: …` or `=== fix: …`. */
export interface Case {
  readonly kind: 'fires' | 'silent' | 'fix';
  /** What is shown; of a fix its title. */
  readonly name: string;
  readonly text: string;
}

export function readCases(text: string): readonly Case[] {
  const parts = text.split(/^=== (fires|silent|fix): (.*)\n/m);
  const cases: Case[] = [];
  for (let at = 1; at < parts.length; at += 3) {
    cases.push({
      kind: parts[at] as Case['kind'],
      name: parts[at + 1] ?? '',
      text: (parts[at + 2] ?? '').replace(/\n\n$/, '\n'),
    });
  }
  return cases;
}
