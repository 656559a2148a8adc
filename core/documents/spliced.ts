/** A list with other items between two indexes. (`toSpliced` takes them as arguments, of which there may be too many.) */
export function spliced<T>(list: readonly T[], from: number, to: number, items: readonly T[]): readonly T[] {
  return list.slice(0, from).concat(items, list.slice(to));
}
