/** The names that a half-typed list already has. */
export function names(list: readonly (string | undefined)[] | undefined): readonly string[] {
  return list?.filter((name) => name !== undefined) ?? [];
}

export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

/** What the second list has and the first has not. */
export function added(before: readonly string[], after: readonly string[]): readonly string[] {
  return after.filter((name) => !before.includes(name));
}
