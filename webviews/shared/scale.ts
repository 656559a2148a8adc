/** From a value to a place on the page. */
export type Scale = (value: number) => number;

/** A straight scale from one span to another; of an empty span every value is in the middle. */
export function linear([low, high]: readonly [number, number], [from, to]: readonly [number, number]): Scale {
  const span = high - low;
  return (value) => round(span === 0 ? (from + to) / 2 : from + ((value - low) / span) * (to - from));
}

/** Round values from one end of a span to the other, about as many as asked for: 0, 0.2, 0.4 … */
export function ticks(low: number, high: number, about = 5): readonly number[] {
  const rough = (high - low) / about;
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** A tenth of a pixel is finer than any eye. */
export const round = (value: number) => Math.round(value * 10) / 10;
