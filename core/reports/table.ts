import { stripVTControlCharacters } from 'node:util';

/** Cells in columns, two spaces apart; what is painted takes no more room than what is not. */
export function table(rows: readonly (readonly string[])[], sides: readonly ('left' | 'right')[] = []): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, width(cell));
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, index) => {
        const room = ' '.repeat((widths[index] ?? 0) - width(cell));
        return sides[index] === 'right' ? room + cell : cell + room;
      });
      return `  ${cells.join('  ')}`.trimEnd();
    })
    .join('\n');
}

const width = (text: string) => stripVTControlCharacters(text).length;
