const TEMPORAL =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** What an ISO text means, in UTC; a text without a time zone is taken for UTC. */
export interface IsoTime {
  /** `2024-01-31` */
  readonly date: string;
  /** `2024-01-31T10:00:00.000000Z`: of one length and one zone, so that texts compare as the instants do. */
  readonly instant: string;
  readonly hasTime: boolean;
}

/** Reads an ISO date or timestamp of the years 0000 to 9999; undefined for anything else, such as `2024-02-30`. */
export function parseIsoTime(text: string): IsoTime | undefined {
  const match = TEMPORAL.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone] = match;
  const midnight = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  const isDay = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(`${year}-${month}-${day}`);
  if (!isDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second) - zoneSeconds(zone);
  const instant = new Date(midnight + seconds * 1000);
  if (instant.getUTCFullYear() < 0 || instant.getUTCFullYear() > 9999) return undefined;
  const iso = instant.toISOString().slice(0, 19);
  const micros = fraction.slice(0, 6).padEnd(6, '0');
  return { date: `${year}-${month}-${day}`, instant: `${iso}.${micros}Z`, hasTime: match[4] !== undefined };
}

export function isTemporalText(text: string): boolean {
  return parseIsoTime(text) !== undefined;
}

/** Seconds that clocks of a zone (`Z`, `+02`, `-0530`, `+05:30`) are ahead of UTC. */
function zoneSeconds(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '');
  if (!match) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60;
  return match[1] === '-' ? -seconds : seconds;
}
