import type { DefinitionFile, Mention } from '../../project/definition-file.ts';

type Meaning = Mention['meaning'];
export type MentionOf<Is extends Meaning['is']> = Mention & { readonly meaning: Extract<Meaning, { readonly is: Is }> };

/**
 * The mentions of a file with one meaning, in the order of the text. They are sorted out once for all rules: a suite has
 * thousands, and most rules want none of them.
 */
export function mentionsOf<Is extends Meaning['is']>(file: DefinitionFile, is: Is): readonly MentionOf<Is>[] {
  let sorted = byMeaning.get(file.mentions);
  if (sorted === undefined) {
    sorted = new Map<string, Mention[]>();
    for (const mention of file.mentions) {
      const list = sorted.get(mention.meaning.is);
      if (list === undefined) sorted.set(mention.meaning.is, [mention]);
      else list.push(mention);
    }
    byMeaning.set(file.mentions, sorted);
  }
  return (sorted.get(is) ?? []) as MentionOf<Is>[];
}

const byMeaning = new WeakMap<readonly Mention[], Map<string, Mention[]>>();
