import type { CellValue, RowType } from './row-type.ts';

/**
 * A value as the engine writes it: what is no text is judged by how it is written. Undefined for lists, objects and
 * bytes, of which only the engine knows how.
 */
export function writtenBy({ type, valueType, scale = 0 }: RowType): ((value: CellValue) => string) | undefined {
  switch (valueType) {
    case 'string':
    case 'boolean':
    case 'integer':
    case 'date':
      return String;
    case 'double':
      return (value) => float(Number(value), Number(value).toExponential());
    case 'float':
      return (value) => float(Number(value), shortestSingle(Number(value)));
    case 'decimal':
      return (value) => Number(value).toFixed(scale);
    case 'timestamp': {
      const zone = type === 'TIMESTAMPTZ' ? '+00' : '';
      return (value) => `${String(value).slice(0, 19).replace('T', ' ')}${fraction(String(value))}${zone}`;
    }
    default:
      return undefined;
  }
}

/** `2024-01-31T10:00:00.120000Z` → `.12` */
function fraction(instant: string): string {
  const digits = instant.slice(20, 26).replace(/0+$/, '');
  return digits === '' ? '' : `.${digits}`;
}

/** The fewest digits that are still this number of 32 bits, in the form `1.5e-7`. */
function shortestSingle(value: number): string {
  for (let digits = 0; digits < 9; digits++) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential();
}

/** As Python writes a float, and DuckDB does: a point always, an exponent of two digits below 1e-4 and from 1e16 on. */
function float(value: number, exponential: string): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', power = ''] = exponential.split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
  }
  const sign = value < 0 ? '-' : '';
  const all = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${all}`;
  const before = all.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${before}.${all.slice(exponent + 1) || '0'}`;
}
