/** A value of the data for people: as it is written there, so that it can be looked for. */
export function show(value: unknown): string {
  if (typeof value === 'number') return shortest(value);
  if (typeof value === 'string') return isAmbiguous(value) ? JSON.stringify(cut(value)) : cut(value);
  if (Array.isArray(value)) return listed(value);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, each]) => `${key} ${show(each)}`)
      .join(', ');
  }
  return String(value);
}

/** `EWR, JFK, LGA`, cut short where there are many. */
export function listed(values: readonly unknown[], most = 8): string {
  const shown = values.slice(0, most).map(inList).join(', ');
  return values.length > most ? `${shown}, … (${values.length} in all)` : shown;
}

/** What is itself a list keeps its brackets. */
function inList(value: unknown): string {
  return typeof value === 'object' && value !== null ? `(${show(value)})` : show(value);
}

/** What was measured stays as it is; what was computed is rounded where it has more digits than anybody reads. */
function shortest(value: number): string {
  const exact = String(value);
  if (exact.length <= 12 || Number.isInteger(value)) return exact;
  return String(Number(Math.abs(value) >= 1 ? value.toFixed(6) : value.toPrecision(6)));
}

/** A text that could be taken for nothing, for several values, or for a value of another type. */
function isAmbiguous(text: string): boolean {
  return text.trim() !== text || /, |\p{Cc}/u.test(text) || !Number.isNaN(Number(text)) || WORDS.has(text);
}

const WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'NaN']);

const LONGEST = 80;

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
