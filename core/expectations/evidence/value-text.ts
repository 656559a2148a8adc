/** Values as JSON that says exactly what they are: whole numbers of any size, the infinities and `-0` included. */
export function valueText(values: unknown): string {
  return JSON.stringify(values, (_, part: unknown) => {
    if (typeof part === 'bigint') return { whole: String(part) };
    if (typeof part === 'number' && (!Number.isFinite(part) || Object.is(part, -0))) {
      return { float: Object.is(part, -0) ? '-0' : String(part) };
    }
    return part;
  });
}

export function readValueText(text: string): unknown {
  return JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const { whole, float } = part as { readonly whole?: unknown; readonly float?: unknown };
    if (typeof whole === 'string') return BigInt(whole);
    return typeof float === 'string' ? Number(float) : part;
  });
}
