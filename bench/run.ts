// `npm run bench [NAME…]`: runs the benchmarks, and prints what they found as ratios.
import { readdirSync } from 'node:fs';
import { styleText } from 'node:util';
import type { Bench, Row } from './bench.ts';

const wanted = process.argv.slice(2);
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.bench.ts'));
const chosen = files.filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)));
if (chosen.length === 0) {
  console.error(
    `there is no such benchmark; there are ${files.map((file) => file.replace('.bench.ts', '')).join(', ')}`,
  );
  process.exitCode = 2;
}

for (const file of chosen) {
  const { bench } = (await import(`./${file}`)) as { readonly bench: Bench };
  console.log(`\n${styleText('bold', bench.name)}`);
  const rows = await bench.run((message) => console.log(styleText('dim', `  ${message}`)));
  console.log(table(rows));
}

function table(rows: readonly Row[]): string {
  const head = ['', 'measured', 'compared with', 'ratio', 'aim', ''];
  const lines = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) => `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}

function cells({ what, measured, unit, over, aim }: Row): readonly string[] {
  const value = over === undefined ? measured : measured / over.measured;
  const verdict = aim === undefined ? '' : value <= aim ? 'met' : 'missed';
  return [
    what,
    shown(measured, unit),
    over === undefined ? '' : `${over.what} (${shown(over.measured, unit)})`,
    over === undefined ? '' : significant(value),
    aim === undefined ? '' : `≤ ${significant(aim)}`,
    verdict,
  ];
}

function shown(value: number, unit: Row['unit']): string {
  if (unit === 'ms') return milliseconds(value);
  return unit === 'MB' ? `${Math.round(value)} MB` : String(value);
}

function milliseconds(value: number): string {
  return value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${significant(value)} ms`;
}

function significant(value: number): string {
  return String(Number(value.toPrecision(3)));
}
