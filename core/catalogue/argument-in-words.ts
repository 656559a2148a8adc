import type { Argument, ArgumentShape, NumberShape } from './argument.ts';

/** A line for hovers and reference pages: `number between 0 and 1, default 1: The share of rows …`. */
export function describeArgument(argument: Argument): string {
  const notes = [
    kindInWords(argument).replace(/^an? /, ''),
    argument.required ? 'required' : undefined,
    argument.default === undefined ? undefined : `default ${show(argument.default)}`,
  ];
  return `${notes.filter((note) => note !== undefined).join(', ')}: ${argument.description}`;
}

/** What may stand there, as it follows "must be": `a number between 0 and 1`. */
export function kindInWords(shape: ArgumentShape): string {
  switch (shape.kind) {
    case 'column':
      return 'the name of a column';
    case 'columns':
      return 'a list of column names';
    case 'number':
    case 'integer':
      return numberInWords(shape);
    case 'boolean':
      return 'true or false';
    case 'bound':
      return 'a number, a date or a timestamp';
    case 'string':
      return 'a text';
    case 'character':
      return 'exactly one character';
    case 'regex':
      return 'a regular expression';
    case 'regexes':
      return 'a list of regular expressions';
    case 'like':
      return 'a LIKE pattern';
    case 'likes':
      return 'a list of LIKE patterns';
    case 'strftime':
      return 'a format such as "%Y-%m-%d"';
    case 'type-name':
      return 'the name of a type';
    case 'type-names':
      return 'a list of type names';
    case 'value-set':
      return 'a list of values';
    case 'value-pairs':
      return 'a list of pairs [a, b]';
    case 'quantile-ranges':
      return 'a map of quantiles and value_ranges';
    case 'partition':
      return 'a map of weights and values or bins';
    case 'json-schema':
      return 'a JSON Schema';
    case 'sql':
      return 'a SQL query';
    case 'choice':
      return alternatives(shape.options);
  }
}

export function numberInWords({ kind, min, max }: NumberShape): string {
  const noun = kind === 'integer' ? 'a whole number' : 'a number';
  if (min !== undefined && max !== undefined) return `${noun} between ${min} and ${max}`;
  if (min !== undefined) return `${noun} of at least ${min}`;
  return max === undefined ? noun : `${noun} of at most ${max}`;
}

/** A value as a person would write it, cut where it is long; never `[object Object]`. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value instanceof Date) return value.toISOString();
  const text =
    JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? Number(inner) : inner)) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function alternatives(options: readonly string[]): string {
  const quoted = options.map((option) => `"${option}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
