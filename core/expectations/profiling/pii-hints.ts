import type { ColumnFacts } from './column-facts.ts';
import { type Semantics, type SemanticType, wordsOf } from './semantic-types.ts';

/** A hint that a column may hold personal data: a person decides. */
export interface PiiHint {
  /** `e-mail`, `card number`, `home coordinates`. */
  readonly kind: string;
  readonly confidence: number;
}

/** Types of values that tell of one person. */
const PERSONAL: ReadonlySet<SemanticType> = new Set([
  'e-mail',
  'phone',
  'ip address',
  'card number',
  'iban',
  'person name',
  'address',
  'birth date',
  'national id',
  'postal code',
]);

/** Coordinates are personal where their name says whose they are. */
const PEOPLE = /\b(home|user|customer|client|patient|person|employee|holder|merch|cc)\b/;
const OTHERS: readonly (readonly [string, RegExp])[] = [
  ['gender', /\b(gender|sex)\b/],
  ['ethnicity', /\b(ethnicity|race|nationality)\b/],
  ['religion', /\b(religion|faith)\b/],
  ['health', /\b(diagnosis|disease|blood type|icd|medication)\b/],
  ['age', /\bage\b/],
  ['user name', /\b(user ?name|login|nickname)\b/],
];

export function piiHint({ column }: ColumnFacts, { type, confidence }: Semantics): PiiHint | undefined {
  if (PERSONAL.has(type)) return { kind: type, confidence };
  const words = wordsOf(column.name).join(' ');
  if ((type === 'latitude' || type === 'longitude') && PEOPLE.test(words))
    return { kind: 'coordinates of a person', confidence: 0.5 };
  const named = OTHERS.find(([, pattern]) => pattern.test(words));
  return named && { kind: named[0], confidence: 0.5 };
}
