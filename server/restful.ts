const REST_MS = 500;

/** Says something once things have been at rest for a moment, however often it is asked to. */
export function restful(say: () => void) {
  let timer: NodeJS.Timeout | undefined;
  return {
    soon(): void {
      clearTimeout(timer);
      timer = setTimeout(say, REST_MS);
    },
    now(): void {
      clearTimeout(timer);
      say();
    },
    dispose: () => clearTimeout(timer),
  };
}
