import type { MentionOf } from '../../definitions/mention.ts';
import type { DefinitionFile, Mention } from '../../project/definition-file.ts';

export type { MentionOf };

/** The mentions of a file with one meaning, in the order of the text; with `wanted`, those whose text passes. */
export function mentionsOf<Is extends Mention['meaning']['is']>(
  file: DefinitionFile,
  is: Is,
  wanted?: (text: string) => boolean,
): readonly MentionOf<Is>[] {
  return file.mentionsOf(is, wanted);
}
