import type { DefinitionFile, Mention } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';

/** Where a feature is asked for something: an offset in a definition file of a project. */
export interface Place {
  readonly project: Project;
  readonly file: DefinitionFile;
  readonly text: string;
  readonly offset: number;
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
