import type { FeatureType, ParsedFeatureType, PlainTypeName, StructField, TypeProblem } from './feature-type.ts';
import { PLAIN_TYPES, plainType } from './feature-types.ts';
import { nearestName } from './nearest-name.ts';
import { featureTypeSynonym } from './type-names.ts';

const NAMES = [...PLAIN_TYPES.map((type) => type.name), 'decimal', 'array', 'struct'];

const MAX_DECIMAL_DIGITS = 38;

/** Types inside types; deeper ones are refused, so that no text can exhaust the stack. */
const MAX_DEPTH = 50;

/** Reads the text of a feature type; never throws. Problems carry offsets into the text. */
export function parseFeatureType(text: string): ParsedFeatureType {
  const reader: Reader = { text, at: 0, depth: 0 };
  const type = readType(reader);
  if ('message' in type) return { problem: type };
  skipSpaces(reader);
  if (reader.at < text.length)
    return {
      problem: problem(reader.at, text.length, `nothing may follow the type ${text.slice(0, reader.at).trim()}`),
    };
  return { type };
}

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

type Read<Value> = Value | TypeProblem;

function readType(reader: Reader): Read<FeatureType> {
  skipSpaces(reader);
  const start = reader.at;
  const word = readWord(reader);
  if (word === '') return problem(start, start + 1, `expected a type, such as ${NAMES.slice(0, 5).join(', ')}`);
  const name = word.toLowerCase();
  if (name === 'decimal') return readDecimal(reader, start);
  if (name === 'array') return deeper(reader, start, readArray);
  if (name === 'struct') return deeper(reader, start, readStruct);
  if (plainType(word)) return { kind: word as PlainTypeName };
  return unknownType(reader, start, word);
}

function deeper(reader: Reader, start: number, read: (reader: Reader) => Read<FeatureType>): Read<FeatureType> {
  if (reader.depth >= MAX_DEPTH) {
    return problem(start, reader.text.length, `the type is nested more than ${MAX_DEPTH} levels deep`);
  }
  reader.depth++;
  const type = read(reader);
  reader.depth--;
  return type;
}

function unknownType(reader: Reader, start: number, word: string): TypeProblem {
  const synonym = featureTypeSynonym(word) ?? nearestName(word, NAMES);
  const end = start + word.length;
  const hasDigits = reader.text[reader.at] === '(';
  const message =
    hasDigits && synonym === 'string'
      ? `"${word}(…)" is a type of the online store; write string here and ${word}(…) as online_type`
      : `unknown type "${word}"${synonym === undefined ? `; one of ${NAMES.join(', ')}` : `; write ${synonym}`}`;
  return { ...problem(start, end, message), ...(synonym === undefined || hasDigits ? {} : { fix: synonym }) };
}

function readDecimal(reader: Reader, start: number): Read<FeatureType> {
  const digits = /\s*\(\s*(\d+)\s*,\s*(\d+)\s*\)/y;
  digits.lastIndex = reader.at;
  const match = digits.exec(reader.text);
  if (!match)
    return problem(start, reader.text.length, 'decimal needs its digits in all and after the point: decimal(10,2)');
  reader.at = digits.lastIndex;
  const [precision, scale] = [Number(match[1]), Number(match[2])];
  if (precision < 1 || precision > MAX_DECIMAL_DIGITS) {
    return problem(start, reader.at, `a decimal has 1 to ${MAX_DECIMAL_DIGITS} digits, not ${precision}`);
  }
  if (scale > precision)
    return problem(start, reader.at, `${scale} digits after the point are more than the ${precision} in all`);
  return { kind: 'decimal', precision, scale };
}

function readArray(reader: Reader): Read<FeatureType> {
  const open = expect(reader, '<', 'array needs the type of its items: array<double>');
  if (open) return open;
  const element = readType(reader);
  if ('message' in element) return element;
  return expect(reader, '>', 'array<… is not closed; write >') ?? { kind: 'array', element };
}

function readStruct(reader: Reader): Read<FeatureType> {
  const open = expect(reader, '<', 'struct needs its fields: struct<x:double,y:double>');
  if (open) return open;
  const fields: StructField[] = [];
  do {
    const field = readField(reader, fields);
    if ('message' in field) return field;
    fields.push(field);
  } while (take(reader, ','));
  return expect(reader, '>', 'struct<… is not closed; write >') ?? { kind: 'struct', fields };
}

function readField(reader: Reader, before: readonly StructField[]): Read<StructField> {
  skipSpaces(reader);
  const start = reader.at;
  const name = readWord(reader);
  if (name === '') return problem(start, start + 1, 'expected a field: name:type');
  if (before.some((field) => field.name === name))
    return problem(start, reader.at, `the field "${name}" is there twice`);
  const colon = expect(reader, ':', `the field "${name}" needs a type: ${name}:double`);
  if (colon) return colon;
  const type = readType(reader);
  return 'message' in type ? type : { name, type };
}

function readWord(reader: Reader): string {
  const word = /[A-Za-z_][A-Za-z0-9_]*/y;
  word.lastIndex = reader.at;
  const found = word.exec(reader.text)?.[0] ?? '';
  reader.at += found.length;
  return found;
}

function skipSpaces(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at++;
}

function take(reader: Reader, sign: string): boolean {
  skipSpaces(reader);
  if (reader.text[reader.at] !== sign) return false;
  reader.at++;
  return true;
}

function expect(reader: Reader, sign: string, message: string): TypeProblem | undefined {
  return take(reader, sign)
    ? undefined
    : problem(Math.min(reader.at, Math.max(0, reader.text.length - 1)), reader.text.length, message);
}

function problem(start: number, end: number, message: string): TypeProblem {
  return { start, end, message };
}
