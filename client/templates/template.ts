/** Marks in a template where the cursor goes; what stands between two of them is selected. */
const MARK = '‸';

export interface Filled {
  readonly text: string;
  /** Offsets of what is selected when the file opens. */
  readonly start: number;
  readonly end: number;
}

/** Takes the marks out of a template. */
export function fill(template: string): Filled {
  const start = template.indexOf(MARK);
  const end = template.indexOf(MARK, start + 1);
  if (start < 0) return { text: template, start: template.length, end: template.length };
  return { text: template.replaceAll(MARK, ''), start, end: end < 0 ? start : end - 1 };
}
