import { projectFromFiles } from '../../core/project/load-project.ts';
import { checkProject } from '../../core/rules/check-file.ts';
import type { Finding, Fix, FixContext } from '../../core/rules/rule.ts';
import type { Fixture } from './fixture.ts';
import { withMarkers, withoutMarkers } from './markers.ts';

const BASE_LABEL = 'main (1a2b3c4)';

/** The project of a fixture, with its base if it has one. */
export async function contextOf({ files, base }: Fixture): Promise<FixContext> {
  const texts = new Map([...files].map(([path, text]) => [path, withoutMarkers(text)]));
  const exists = (path: string): boolean =>
    [...texts.keys()].some((each) => each === path || each.startsWith(`${path}/`));
  return {
    project: await projectFromFiles('/fixture', texts),
    base: base.size === 0 ? undefined : { label: BASE_LABEL, project: await projectFromFiles('/fixture', base) },
    exists,
  };
}

/** Everything that is found; a rule that fails on a fixture fails its test. */
export function findingsIn(context: FixContext): readonly Finding[] {
  const findings = checkProject(context);
  const broken = findings.find(({ message }) => message.startsWith('the rule '));
  if (broken !== undefined) throw new Error(broken.message);
  return findings;
}

/** The fixture as it must look if its markers are right: every file with what is found in it. */
export async function marked(fixture: Fixture): Promise<string> {
  const context = await contextOf(fixture);
  const findings = findingsIn(context);
  return print(fixture, (path, text) =>
    withMarkers(
      withoutMarkers(text),
      findings.filter(({ file }) => file === path),
    ),
  );
}

export function print({ files, base }: Fixture, draw: (path: string, text: string) => string): string {
  return [
    ...[...base].map(([path, text]) => `-- base: ${path} --\n${text}`),
    ...[...files].map(([path, text]) => `-- ${path} --\n${draw(path, text)}`),
  ].join('');
}

/** The files after a fix: those it changes and those it creates. */
export function applied(fix: Fix, { project }: FixContext): ReadonlyMap<string, string> {
  const after = new Map((fix.creates ?? []).map(({ file, text }) => [file, text]));
  for (const { file, edits } of fix.edits) {
    const text = project.textOf(file);
    after.set(
      file,
      [...edits]
        .sort((a, b) => b.start - a.start)
        .reduce((before, edit) => before.slice(0, edit.start) + edit.text + before.slice(edit.end), text),
    );
  }
  return after;
}

/** The fixture with a suppressing comment above each finding of the rule. */
export async function suppressed(fixture: Fixture, rule: string): Promise<Fixture> {
  const findings = findingsIn(await contextOf(fixture)).filter((finding) => finding.rule === rule);
  const files = [...fixture.files].map(([path, marked]): [string, string] => {
    const text = withoutMarkers(marked);
    const starts = findings
      .filter(({ file }) => file === path)
      .map(({ start }) => text.lastIndexOf('\n', start - 1) + 1);
    const commented = [...new Set(starts)]
      .sort((a, b) => b - a)
      .reduce((before, start) => {
        const indent = /^ */.exec(before.slice(start))?.[0] ?? '';
        return `${before.slice(0, start)}${indent}# plumbline-ignore ${rule}\n${before.slice(start)}`;
      }, text);
    return [path, commented];
  });
  return { ...fixture, files: new Map(files) };
}
