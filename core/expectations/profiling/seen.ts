import { toJson } from '../../engine/value.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { PiiHint } from './pii-hints.ts';
import type { Semantics } from './semantic-types.ts';

/** A column in one line: what is missing, how many values, from where to where, what it is about. */
export function seenOfColumn(facts: ColumnFacts, semantics: Semantics, pii: PiiHint | undefined): string {
  const { column, summary, values } = facts;
  const { rows, missing, min, max, mean } = summary;
  const gaps =
    missing === 0 ? 'none missing' : `${missing.toLocaleString('en-US')} missing (${percent(missing / rows)})`;
  const different =
    values === undefined
      ? `about ${count(summary.distinct, 'different value')}`
      : count(values.distinct, 'different value');
  const range = min === null || max === null ? '' : `, ${shown(min, facts)} to ${shown(max, facts)}`;
  const average = mean === null ? '' : `, mean ${Number(mean.toPrecision(4))}`;
  const about = rows === missing ? '' : ` · ${semantics.type}`;
  const personal = pii === undefined ? '' : ` · personal data? ${pii.kind} (${percent(pii.confidence)})`;
  return `${column.name}: ${gaps}, ${different}${range}${average}${steadiness(facts)}${about}${personal}`;
}

/** Of columns that hardly change, or hardly repeat. */
function steadiness({ summary, values }: ColumnFacts): string {
  const present = summary.rows - summary.missing;
  if (values === undefined || present < 2) return '';
  if (values.distinct === 1) return ', constant';
  if (values.largest >= 0.99) return `, nearly constant (${Math.floor(values.largest * 1000) / 10} % one value)`;
  if (values.distinct < present && values.distinct >= 0.99 * present) return ', nearly unique';
  return '';
}

function shown(value: ColumnFacts['summary']['min'], { column }: ColumnFacts): string {
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
  const text = column.valueType === 'timestamp' ? String(value).slice(0, 16) : String(toJson(value));
  return text.length > 24 ? `${text.slice(0, 24)}…` : JSON.stringify(text).slice(1, -1);
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
