const TEMPORAL =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(?:Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Whether a text is an ISO date or timestamp that exists (`2024-02-30` does not). */
export function isTemporalText(text: string): boolean {
  const match = TEMPORAL.exec(text.trim());
  if (!match) return false;
  const [year, month, day, hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year!, month! - 1, day!));
  date.setUTCFullYear(year!);
  return date.getUTCMonth() === month! - 1 && date.getUTCDate() === day! && hour < 25 && minute < 60 && second < 61;
}

/** Milliseconds since 1970 of an ISO date or timestamp; without a time zone it is taken for UTC. */
export function millisecondsOf(text: string): number {
  const [date = '', time] = text.trim().toUpperCase().split(/[T ]/, 2);
  if (time === undefined) return Date.parse(`${date}T00:00:00Z`);
  const zone = /(Z|[+-]\d{2}(?::?\d{2})?)$/.exec(time)?.[1];
  return Date.parse(`${date}T${zone === undefined ? `${time}Z` : time}`);
}
