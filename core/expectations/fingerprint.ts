import { createHash } from 'node:crypto';

/** What makes an expectation the one it is; descriptions and notes do not. */
export interface Fingerprinted {
  readonly type?: string;
  readonly kwargs?: Readonly<Record<string, unknown>>;
  readonly severity?: string;
  readonly warn?: Readonly<Record<string, unknown>>;
}

/**
 * Identifies an expectation as it is written, whatever the order of its keys: the same in YAML and in JSON, on every
 * machine. A result and the line that it belongs to find each other by it.
 */
export function fingerprint({ type = '', kwargs = {}, severity = 'critical', warn = {} }: Fingerprinted): string {
  return createHash('sha256').update(canonical({ type, kwargs, severity, warn })).digest('hex').slice(0, 16);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
