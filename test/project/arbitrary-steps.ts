import fc from 'fast-check';
import type { TextEdit } from '../../core/documents/document.ts';
import type { EditableProject } from '../../core/project/create-project.ts';
import { anyIntent, applied, type Intent, placed } from '../documents/arbitrary-yaml.ts';
import type { Texts } from './kit.ts';

/** Something that happens to one file of a project. */
export type Step = { readonly file: number } & (
  | { readonly does: 'edit'; readonly intents: readonly Intent[] }
  /** Another name in place of one: what moves references, columns and definitions about. */
  | { readonly does: 'rename'; readonly from: string; readonly to: string; readonly which: number }
  | { readonly does: 'remove' | 'restore' | 'copy' | 'close' }
);

const WORDS = [
  ...['flights', 'weather', 'delay', 'common', 'inputs', 'everything'],
  ...['origin', 'carrier', 'distance_km', 'visib', 'w_visib', 'late', 'hour', 'wind', 'w_wind', 'humidity'],
  ...['w_', '"*"', '[late]', '1', '2', 'flights@1', 'weather@2', 'double', 'feature_group', 'select', 'labels'],
];

const file = fc.nat(30);
const word = fc.constantFrom(...WORDS);

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      file,
      does: fc.constant('edit' as const),
      intents: fc.array(anyIntent, { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ file, does: fc.constant('rename' as const), from: word, to: word, which: fc.nat(5) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      file,
      does: fc.constantFrom('remove' as const, 'restore' as const, 'copy' as const, 'close' as const),
    }),
  },
);

/** Does the step to the project, and keeps its texts in `now`; returns the files that it says are concerned. */
export function take(project: EditableProject, start: Texts, now: Map<string, string>, step: Step): readonly string[] {
  const paths = Object.keys(start);
  const path = paths[step.file % paths.length] ?? '';
  const text = now.get(path);
  switch (step.does) {
    case 'remove':
      now.delete(path);
      return project.removeFile(path);
    case 'restore':
      return set(path, start[path] ?? '');
    case 'copy':
      return set(`copy/${path}`, text ?? '');
    case 'close':
      if (text !== undefined) project.closeFile(path);
      return [];
    case 'rename': {
      if (text === undefined) return [];
      const pieces = text.split(step.from);
      if (pieces.length < 2) return [];
      const at = pieces.slice(0, 1 + (step.which % (pieces.length - 1))).join(step.from).length;
      return edit(path, [{ start: at, end: at + step.from.length, text: step.to }]);
    }
    case 'edit':
      return text === undefined
        ? []
        : step.intents.flatMap((intent) => edit(path, [placed(intent, now.get(path) ?? '')]));
  }

  function set(at: string, next: string): readonly string[] {
    now.set(at, next);
    return project.setFile(at, next);
  }

  function edit(at: string, edits: readonly TextEdit[]): readonly string[] {
    const concerned = project.editFile(at, edits);
    now.set(at, edits.reduce(applied, now.get(at) ?? ''));
    return concerned;
  }
}
