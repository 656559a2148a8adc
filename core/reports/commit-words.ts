import { number } from './numbers-in-words.ts';

interface RowChanges {
  readonly added: number;
  readonly updated: number;
  readonly deleted: number;
}

/** `10 added, 15 updated`; what did not happen is left out. */
export function changesInWords({ added, updated, deleted }: RowChanges): string {
  const parts = [
    [added, 'added'],
    [updated, 'updated'],
    [deleted, 'deleted'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${number(count)} ${word}`);
  return said.length === 0 ? 'no rows changed' : said.join(', ');
}
