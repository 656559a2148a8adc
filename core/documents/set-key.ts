/** `value[key] = item`, also for the one key that would otherwise change what the object is. */
export function setKey(value: Record<string, unknown>, key: string, item: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(value, key, { value: item, enumerable: true, configurable: true, writable: true });
  } else {
    value[key] = item;
  }
}
