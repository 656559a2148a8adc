import type { Document } from '../../core/documents/document.ts';
import type { DefinitionFile, Mention } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { type Target, targetOf } from './targets.ts';

/** Where the editor asks for something: an offset in a file of a project. */
export interface FilePlace {
  readonly project: Project;
  readonly path: string;
  readonly text: string;
  readonly offset: number;
}

/** The same in a definition file. */
export interface Place {
  readonly project: Project;
  readonly file: DefinitionFile;
  readonly document: Document;
  readonly text: string;
  readonly offset: number;
}

/** Undefined in a file that defines nothing, such as a Python source. */
export function placeOf({ project, path, text, offset }: FilePlace): Place | undefined {
  const file = project.files.get(path);
  return file && { project, file, document: project.documentOf(path), text, offset };
}

/** The mention at an offset; the innermost, where a column stands inside an expression. */
export function mentionAt({ file, offset }: Pick<Place, 'file' | 'offset'>): Mention | undefined {
  let found: Mention | undefined;
  for (const mention of file.mentions) {
    if (mention.start > offset) break;
    if (offset <= mention.end && (found === undefined || mention.end - mention.start <= found.end - found.start)) {
      found = mention;
    }
  }
  return found;
}

/** What is named at a place of a definition file, or which function a Python source defines there. */
export function targetAt({ project, path, offset }: FilePlace): Target | undefined {
  const file = project.files.get(path);
  if (file !== undefined) {
    const mention = mentionAt({ file, offset });
    return mention && targetOf(project, file, mention);
  }
  const functions = project.python.get(path)?.functions ?? [];
  const fn = functions.find(({ nameSpan }) => nameSpan.start <= offset && offset <= nameSpan.end);
  return fn && { kind: 'function', reference: `${path}::${fn.name}` };
}
