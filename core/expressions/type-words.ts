import type { ValueType } from './value-type.ts';

/** A type as it follows "is": `a number`. */
export function kindOf(type: ValueType): string {
  switch (type) {
    case 'integer':
    case 'float':
    case 'double':
    case 'decimal':
      return 'a number';
    case 'string':
      return 'a text';
    case 'boolean':
      return 'true or false';
    case 'date':
      return 'a date';
    case 'timestamp':
      return 'a timestamp';
    case 'binary':
      return 'bytes';
    case 'other':
      return 'a list or struct';
  }
}

/** A value of the type, as an example to write down. */
export function exampleOf(type: ValueType): string | undefined {
  switch (type) {
    case 'date':
      return "'2024-01-31'";
    case 'timestamp':
      return "'2024-01-31T10:00:00Z'";
    default:
      return undefined;
  }
}
