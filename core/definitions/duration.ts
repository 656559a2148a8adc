const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** Milliseconds of `500ms`, `10m`, `3h`, `7d`; undefined for anything else (the schema tells the user). */
export function milliseconds(duration: string | undefined): number | undefined {
  const [, count, unit] = /^(\d+)(ms|s|m|h|d|w)$/.exec(duration ?? '') ?? [];
  return count === undefined ? undefined : Number(count) * UNITS[unit as keyof typeof UNITS];
}
