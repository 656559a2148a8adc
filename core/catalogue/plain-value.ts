/** Questions about values as YAML and JSON give them: null, boolean, number, text, date, list, map. */

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A text that says something. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

export function isScalar(value: unknown): boolean {
  return value === null || value instanceof Date || ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

export function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(isScalar);
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

export function isNumberList(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number' && Number.isFinite(item));
}
