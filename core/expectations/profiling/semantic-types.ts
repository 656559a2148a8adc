import { isTemporal } from '../../expressions/type-of.ts';
import type { ColumnFacts } from './column-facts.ts';
import { isCardNumber, VALUE_FORMS } from './value-forms.ts';

/** What a column is about. */
export type SemanticType =
  | 'identifier'
  | 'category'
  | 'flag'
  | 'amount'
  | 'share'
  | 'percentage'
  | 'count'
  | 'measure'
  | 'code'
  | 'text'
  | 'date'
  | 'time'
  | 'date part'
  | 'clock time'
  | 'latitude'
  | 'longitude'
  | 'e-mail'
  | 'phone'
  | 'url'
  | 'ip address'
  | 'uuid'
  | 'card number'
  | 'iban'
  | 'country code'
  | 'currency code'
  | 'postal code'
  | 'person name'
  | 'address'
  | 'birth date'
  | 'national id';

export interface Semantics {
  readonly type: SemanticType;
  /** 0 to 1. By name alone one half, by all values nine tenths, by both more. */
  readonly confidence: number;
}

/** Words of a column's name, whatever way they are put together: `arrDelay`, `arr_delay`, `ARR DELAY`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
}

/** Names that tell what texts or numbers are about; the first that fits counts. */
const BY_NAME: readonly (readonly [SemanticType, RegExp])[] = [
  ['e-mail', /\b(e ?mail|mail address)\b/],
  ['phone', /\b(phone|telephone|tel|mobile|fax)\b/],
  ['ip address', /\b(ip|ip address|ipv4|ipv6)\b/],
  ['url', /\b(url|uri|website|homepage|link)\b/],
  ['uuid', /\b(uuid|guid)\b/],
  ['iban', /\biban\b/],
  ['card number', /\b(cc num|card (number|no|num)|credit card|pan)\b/],
  ['national id', /\b(ssn|social security|passport|national id|tax id|sin|nino)\b/],
  ['birth date', /\b(birth ?(date|day)|date of birth|dob|birth)\b/],
  ['person name', /\b((first|last|middle|full|given|family|sur) ?name|surname|person|customer name|holder)\b/],
  ['address', /\b(street|address|addr)\b/],
  ['postal code', /\b(zip|zip ?code|postal ?code|post ?code|plz)\b/],
  ['latitude', /\b(lat|latitude)\b/],
  ['longitude', /\b(lon|lng|long|longitude)\b/],
  ['country code', /\bcountry\b/],
  ['currency code', /\bcurrency\b/],
  ['percentage', /\b(pct|percent|percentage)\b/],
  ['share', /\b(share|ratio|rate|fraction|prob|probability|proportion)\b/],
  ['amount', /\b(amount|amt|price|cost|fare|fee|salary|income|revenue|balance|payment|total)\b/],
  ['count', /\b(count|num|qty|quantity|n|number of|seats|engines)\b/],
  ['identifier', /\b(id|key|identifier|uid)\b/],
];

const DATE_PARTS: Readonly<Record<string, readonly [number, number]>> = {
  year: [1000, 9999],
  quarter: [1, 4],
  month: [1, 12],
  week: [1, 53],
  day: [1, 31],
  weekday: [0, 7],
  hour: [0, 23],
  minute: [0, 59],
  second: [0, 60],
};

/** The ends that a part of a date has by itself; undefined if the column is none. Years have none: they go on. */
export function datePart({
  column,
  summary,
}: ColumnFacts): { readonly part: string; readonly ends: readonly [number, number] } | undefined {
  if (column.valueType !== 'integer') return undefined;
  const part = wordsOf(column.name).findLast((word) => Object.hasOwn(DATE_PARTS, word));
  const ends = part === undefined ? undefined : DATE_PARTS[part];
  if (part === undefined || ends === undefined || summary.min === null) return undefined;
  // The part must be the last word, and nothing else a number of hours may be: `hours_per_week` ends in week.
  if (wordsOf(column.name).at(-1) !== part || wordsOf(column.name).includes('per')) return undefined;
  return Number(summary.min) >= ends[0] && Number(summary.max) <= ends[1] ? { part, ends } : undefined;
}

/** Times of day as numbers, `517` for 5:17: whole numbers up to 2400 that never end in 60 to 99. */
function isClockTime({ column, summary, sample, values }: ColumnFacts): boolean {
  if (column.valueType !== 'integer' || (values?.distinct ?? 0) < 100) return false;
  if (Number(summary.min) < 0 || Number(summary.max) < 1000 || Number(summary.max) > 2400) return false;
  return sample.every((value) => Number(value) % 100 < 60);
}

export function semanticsOf(facts: ColumnFacts): Semantics {
  const { column, summary, sample, values } = facts;
  const { valueType } = column;
  const words = wordsOf(column.name).join(' ');
  const named = BY_NAME.find(([, pattern]) => pattern.test(words))?.[0];
  if (valueType === 'boolean') return { type: 'flag', confidence: 1 };
  if (isTemporal(valueType)) {
    if (named === 'birth date') return { type: 'birth date', confidence: 0.9 };
    return { type: valueType === 'date' ? 'date' : 'time', confidence: 1 };
  }
  const byValues = valueType === 'string' ? formOf(sample) : cardNumbers(facts);
  if (byValues !== undefined) {
    // Two capitals may be a state as well as a country: the name decides.
    const isDoubtful = byValues === 'country code' || byValues === 'currency code' || byValues === 'phone';
    if (byValues === named) return { type: byValues, confidence: 0.98 };
    if (!isDoubtful) return { type: byValues, confidence: 0.9 };
  }
  if (datePart(facts) !== undefined) return { type: 'date part', confidence: 0.9 };
  if (isClockTime(facts)) return { type: 'clock time', confidence: 0.8 };
  if (valueType === 'string') return ofTexts(facts, named);
  const [min, max] = [Number(summary.min ?? Number.NaN), Number(summary.max ?? Number.NaN)];
  if (named === 'latitude' && min >= -90 && max <= 90) return { type: named, confidence: 0.95 };
  if (named === 'longitude' && min >= -180 && max <= 180) return { type: named, confidence: 0.95 };
  if (named === 'share' && min >= 0 && max <= 1) return { type: named, confidence: 0.95 };
  if (named === 'percentage' && min >= 0 && max <= 100) return { type: named, confidence: 0.9 };
  if (named === 'postal code' || named === 'national id' || named === 'card number' || named === 'phone')
    return { type: named, confidence: 0.5 };
  if (valueType === 'integer' && values?.distinct === 2 && min === 0 && max === 1)
    return { type: 'flag', confidence: 0.9 };
  if (valueType === 'integer' && (named === 'identifier' || isNearlyUnique(facts)))
    return { type: 'identifier', confidence: named === 'identifier' ? 0.9 : 0.7 };
  if (named === 'amount' || (named === 'count' && valueType === 'integer' && min >= 0))
    return { type: named, confidence: 0.7 };
  return { type: 'measure', confidence: 0.6 };
}

const isNearlyUnique = ({ values, summary }: ColumnFacts): boolean =>
  values !== undefined && summary.rows > 1 && values.distinct >= 0.99 * (summary.rows - summary.missing);

/** A category has few values, each of which occurs again and again. */
const CATEGORIES = 50;

function ofTexts(facts: ColumnFacts, named: SemanticType | undefined): Semantics {
  const { summary, sample, values } = facts;
  const personal: readonly (SemanticType | undefined)[] = ['person name', 'address', 'national id', 'postal code'];
  if (personal.includes(named)) return { type: named as SemanticType, confidence: 0.5 };
  const distinct = values?.distinct ?? 0;
  const present = summary.rows - summary.missing;
  if (named === 'identifier' || isNearlyUnique(facts))
    return { type: 'identifier', confidence: named === 'identifier' ? 0.8 : 0.7 };
  if (distinct > 0 && distinct <= CATEGORIES && distinct * 10 <= present) return { type: 'category', confidence: 0.9 };
  const isCode =
    sample.length > 0 &&
    sample.every((value) => /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,29}$/.test(value)) &&
    sample.some((value) => /\d|^[A-Z]+$/.test(value));
  return isCode ? { type: 'code', confidence: 0.8 } : { type: 'text', confidence: 0.6 };
}

/** The form that (nearly) all texts have: one in a hundred may be a slip. */
function formOf(sample: readonly string[]): SemanticType | undefined {
  if (sample.length === 0) return undefined;
  return VALUE_FORMS.find(({ fits }) => {
    const wrong = sample.filter((value) => !fits(value.trim())).length;
    return wrong * 100 <= sample.length;
  })?.type;
}

/** Card numbers are often kept as whole numbers: 12 to 19 digits whose last one fits the others. */
function cardNumbers({ column, sample }: ColumnFacts): SemanticType | undefined {
  if (column.valueType !== 'integer' || sample.length < 5) return undefined;
  return sample.every((value) => isCardNumber(value)) ? 'card number' : undefined;
}
