// What the programs use of the language and Node 20 does not have yet; put into the bundles of the command line, so that
// `node dist/cli.js` works in whatever Node is at hand.

interface Missing {
  groupBy?: typeof Map.groupBy;
  withResolvers?: typeof Promise.withResolvers;
}

(Map as Missing).groupBy ??= <K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};

(Promise as Missing).withResolvers ??= <T>() => {
  let resolve!: PromiseWithResolvers<T>['resolve'];
  let reject!: PromiseWithResolvers<T>['reject'];
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};
