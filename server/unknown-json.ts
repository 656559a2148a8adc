/** JSON that somebody else has written: what is not there is undefined or empty, and nothing throws. */
export function recordIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export const textIn = (value: unknown) => (typeof value === 'string' ? value : undefined);
export const numberIn = (value: unknown) => (typeof value === 'number' ? value : undefined);
export const entriesOf = (value: unknown) => Object.entries(recordIn(value));
