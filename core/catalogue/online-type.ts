import { didYouMean } from './nearest-name.ts';

/** A type of the online store: a name, with a length or digits where it takes them. */
export interface OnlineType {
  readonly name: string;
  readonly length?: number;
}

const WITH_LENGTH = ['varchar', 'char', 'varbinary', 'binary'];
const PLAIN = [
  'boolean',
  'tinyint',
  'smallint',
  'int',
  'bigint',
  'float',
  'double',
  'date',
  'timestamp',
  'text',
  'blob',
];

/** Names of online types, as completion offers them. */
const ONLINE_TYPES: readonly string[] = [...PLAIN, ...WITH_LENGTH.map((name) => `${name}(100)`), 'decimal(10,2)'];

/** Reads an online type such as `varchar(20)`, or says why it is none. */
export function parseOnlineType(text: string): { readonly type: OnlineType } | { readonly problem: string } {
  const match = /^\s*([a-z]+)\s*(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?\s*$/i.exec(text);
  if (!match) return { problem: `"${text}" is not a type of the online store; such are ${ONLINE_TYPES.join(', ')}` };
  const name = match[1]!.toLowerCase();
  const length = match[2] === undefined ? undefined : Number(match[2]);
  if (name === 'decimal') return { type: { name: text.trim().toLowerCase() } };
  if (WITH_LENGTH.includes(name)) {
    if (length === undefined) return { problem: `${name} needs a length: ${name}(100)` };
    return length === 0 ? { problem: `${name}(0) holds nothing; give it a length` } : { type: { name, length } };
  }
  if (!PLAIN.includes(name)) {
    return { problem: `"${name}" is not a type of the online store${didYouMean(name, [...PLAIN, ...WITH_LENGTH])}` };
  }
  return length === undefined ? { type: { name } } : { problem: `${name} takes no length` };
}

/** How an online type changed: `shortened` breaks readers, `lengthened` is safe, `changed` is another type. */
export function onlineTypeChange(from: OnlineType, to: OnlineType): 'same' | 'shortened' | 'lengthened' | 'changed' {
  if (from.name !== to.name) return 'changed';
  const difference = (to.length ?? 0) - (from.length ?? 0);
  return difference === 0 ? 'same' : difference < 0 ? 'shortened' : 'lengthened';
}
