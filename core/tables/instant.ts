/**
 * An instant names a commit, and says when it began: 17 digits of UTC, `20130131235959999`. Those of one table grow
 * strictly, whatever the clock does.
 */
export function isInstant(text: string): boolean {
  return /^\d{17}$/.test(text);
}

/** A new instant that is later than all that were given. */
export function nextInstant(before: readonly string[], now = Date.now()): string {
  const last = before.toSorted().at(-1);
  return instantOf(last === undefined ? now : Math.max(now, millisecondsOf(last) + 1));
}

/** The instant of a time in milliseconds since 1970. */
export function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replaceAll(/\D/g, '');
}

/** ISO 8601, UTC. */
export function timeOf(instant: string): string {
  const [, year, month, day, hour, minute, second, rest] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(instant) ?? [];
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.${rest}Z`;
}

export function millisecondsOf(instant: string): number {
  return Date.parse(timeOf(instant));
}
