import { code } from '../../contracts/words.ts';
import { kindDescription } from '../../definitions/kinds.ts';
import { ownName } from '../names/column-source.ts';
import { registered } from '../registered/registered-state.ts';
import type { FileOf, Fix, FixContext } from '../rule.ts';

type Versioned = FileOf<'feature-group'> | FileOf<'feature-view'>;

/** One above the highest version of the name that is defined or registered. */
export function nextVersion({ key }: Versioned, { project, base }: FixContext): number {
  if (key === undefined) return 1;
  const definers = [...project.definers(key.kind, key.name), ...(base?.project.definers(key.kind, key.name) ?? [])];
  return Math.max(...definers.map((each) => each.key?.version ?? 0), key.version ?? 0) + 1;
}

/**
 * Moves the text as it is now into a file of its own, as the next version, and puts the registered text back where it
 * was. Nothing is lost: the comments and every change are in the new file.
 */
export function nextVersionBeside(file: Versioned, context: FixContext): readonly Fix[] {
  const { project, base } = context;
  const before = registered(file, base);
  if (base === undefined || before === undefined || file.key === undefined) return [];
  const version = nextVersion(file, context);
  const path = pathOfVersion(file, version);
  if (project.files.has(path)) return [];
  const text = project.textOf(file.path);
  const number = project.spanOf(file, ['version']);
  const moved = text.slice(0, number.start) + String(version) + text.slice(number.end);
  const next = code(`${file.key.name}@${version}`);
  return [
    {
      title: `Move the changes to ${next} beside it, and restore ${code(ownName(file) ?? '')}`,
      edits: [{ file: file.path, edits: [{ start: 0, end: text.length, text: base.project.textOf(before.path) }] }],
      creates: [{ file: path, text: moved }],
    },
  ];
}

/** `flights.feature-group.yaml` or `flights-v2.feature-group.yaml` → `flights-v3.feature-group.yaml`, in the same folder. */
export function pathOfVersion({ path, kind }: Versioned, version: number): string {
  const { suffix } = kindDescription(kind);
  const ending = path.endsWith(suffix) ? suffix : suffix.replace(/yaml$/, 'yml');
  const stem = path.slice(0, path.length - ending.length).replace(/-v\d+$/, '');
  return `${stem}-v${version}${ending}`;
}
