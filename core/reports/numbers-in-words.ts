/** A count for people: `336,776`. (Asking `toLocaleString` for it first loads what it knows of all languages: 10 ms.) */
export function number(count: number): string {
  return Number.isInteger(count) && Math.abs(count) < 1e21
    ? String(count).replace(/\B(?=(\d{3})+$)/g, ',')
    : count.toLocaleString('en-US');
}

/** `1 error`, `2 errors`, `336,776 rows`. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${number(count)} ${count === 1 ? noun : many}`;
}

/**
 * A percentage with as many digits as tell it from 0, from 100, and from what it is compared with: nobody can see that
 * `5 %` is more than `5 %`.
 */
export function percent(value: number, beside?: number): string {
  const distances = [value, 100 - value, ...(beside === undefined ? [] : [value - beside])].map(Math.abs);
  const nearest = Math.min(...distances.filter((distance) => distance > 0));
  const digits = nearest >= 1 || !Number.isFinite(nearest) ? 1 : Math.min(10, Math.ceil(-Math.log10(nearest)) + 1);
  return `${Number(value.toFixed(digits))} %`;
}
