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
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const date = `${year}-${month}-${day}`;
  const iso = inUtc(`${date}T${hour}:${minute}:${second}`, zoneSeconds(zone));
  if (iso === undefined) return undefined;
  const micros = fraction.slice(0, 6).padEnd(6, '0');
  return { date, instant: `${iso}.${micros}Z`, hasTime: match[4] !== undefined };
}

function isDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeap ? 29 : DAYS[month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

const DAYS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A time on clocks that are so many seconds ahead of UTC; undefined where that is outside of the years 0000 to 9999. */
function inUtc(time: string, ahead: number): string | undefined {
  if (ahead === 0) return time;
  const instant = new Date(Date.parse(`${time}Z`) - ahead * 1000);
  const year = instant.getUTCFullYear();
  return year < 0 || year > 9999 ? undefined : instant.toISOString().slice(0, 19);
}

export function isTemporalText(text: string): boolean {
  return parseIsoTime(text) !== undefined;
}

/** Seconds that clocks of a zone (`Z`, `+02`, `-0530`, `+05:30`) are ahead of UTC. */
function zoneSeconds(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60;
  return match[1] === '-' ? -seconds : seconds;
}
