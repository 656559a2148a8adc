const whole = new Intl.NumberFormat('en');
const precise = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const share = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** `26,115` */
export const count = (value: number) => whole.format(value);

/** A bound or an edge: six digits are enough to read it. */
export const number = (value: number) => precise.format(value);

/** `0.004 %`, of a number between 0 and 100. */
export const percent = (value: number) => `${share.format(value)} %`;

/** `1 row`, `2 rows` */
export const plural = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** `0.42 s`, `2 min 5 s` */
export function duration(seconds: number): string {
  if (seconds < 10) return `${share.format(seconds)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** When something was, in the reader's own time zone. */
export const when = (iso: string) => moment.format(new Date(iso));
