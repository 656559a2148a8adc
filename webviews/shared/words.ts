const whole = new Intl.NumberFormat('en');
const precise = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const share = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const MEASURE = { maximumSignificantDigits: 4, maximumFractionDigits: 2, roundingPriority: 'morePrecision' } as const;
const measured = new Intl.NumberFormat('en', MEASURE);
const difference = new Intl.NumberFormat('en', { ...MEASURE, maximumSignificantDigits: 3, signDisplay: 'exceptZero' });
const SUPERSCRIPT: Readonly<Record<string, string>> = Object.fromEntries(
  [...'-0123456789'].map((sign, i) => [sign, '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'[i] as string]),
);
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** `26,115` */
export const count = (value: number) => whole.format(value);

/** A bound or an edge: six digits are enough to read it. */
export const number = (value: number) => precise.format(value);

/** What was measured: `0.8123`, `12,345.67`, `3.1 × 10⁻¹⁴`; more digits than four say nothing of it. */
export function measure(value: number): string {
  if (value === 0 || Math.abs(value) >= 1e-4) return measured.format(value);
  const [digits, power = ''] = value.toExponential(1).split('e');
  return `${digits} × 10${[...power].map((sign) => SUPERSCRIPT[sign] ?? sign).join('')}`;
}

/** How far one measure is from another, with its sign: `+0.0123`, `−4.2`. */
export const change = (value: number) => difference.format(value).replace('-', '−');

/** `0.004 %`, of a number between 0 and 100. */
export const percent = (value: number) => `${share.format(value)} %`;

/** `12.5 %`, of a number between 0 and 1. */
export const shareOf = (value: number) => percent(value * 100);

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

/** The time of the day alone, for what is happening now. */
export const atTime = (iso: string) => clock.format(new Date(iso));

/** A reason as a sentence of its own. */
export const sentence = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
