import { listFolder } from '../../../core/platform/list-folder.ts';
import type { Place } from '../place.ts';
import { type Choice, textChoice } from './proposal.ts';

/** Files and folders in the folder that is typed so far; paths of definitions begin at the project's root. */
export function fileChoices({ project, text, offset }: Place): readonly Choice[] {
  const typed = /[\w@./-]*$/.exec(text.slice(Math.max(0, offset - 300), offset))?.[0] ?? '';
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  return listFolder(project.root, folder).map(({ name, isFolder }) =>
    textChoice('file', `${folder}${name}${isFolder ? '/' : ''}`),
  );
}
