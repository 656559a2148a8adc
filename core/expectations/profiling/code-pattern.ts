/** A regular expression for texts that look like codes, and how it was found. */
export interface CodePattern {
  readonly regex: string;
  readonly how: string;
}

/** More shapes than this make no pattern that a person would write. */
const MOST_SHAPES = 3;
/** A shape that few values have says nothing of the next ones. */
const LEAST_VALUES = 8;

/**
 * The pattern of code-like texts: their shapes (`[A-Z]{3}`), where there are few of them and each is that of many
 * values; otherwise their letters and lengths. Undefined where the texts are too few or have no form.
 */
export function codePattern(sample: readonly string[]): CodePattern | undefined {
  if (sample.length < LEAST_VALUES) return undefined;
  const shapes = [...Map.groupBy(sample.map(runsOf), (runs) => runs.map(({ sign }) => sign).join(''))].toSorted(
    ([a], [b]) => (a < b ? -1 : 1),
  );
  if (shapes.length <= MOST_SHAPES && shapes.every(([, texts]) => texts.length >= LEAST_VALUES)) {
    const written = shapes.map(([, texts]) => writtenOf(texts));
    const regex = written.length === 1 ? `^${written[0]}$` : `^(${written.join('|')})$`;
    const how = written.length === 1 ? 'all values have one shape' : `all values have one of ${written.length} shapes`;
    return { regex, how };
  }
  const classes = [...new Set(sample.flatMap((text) => [...text].map(classOf)))];
  if (classes.length > 5 || sample.length < 30) return undefined;
  const lengths = sample.map((text) => text.length);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  const letters = `[${classes
    .toSorted()
    .map((one) => one.replace(/^\[|\]$/g, ''))
    .join('')}]`;
  return { regex: `^${letters}${times(shortest, longest)}$`, how: 'all values have these characters and lengths' };
}

interface Run {
  readonly sign: string;
  readonly length: number;
}

/** `N14228` is one capital and five digits. */
function runsOf(text: string): readonly Run[] {
  const runs: { sign: string; length: number }[] = [];
  for (const letter of text) {
    const sign = classOf(letter);
    const last = runs.at(-1);
    if (last?.sign === sign) last.length += 1;
    else runs.push({ sign, length: 1 });
  }
  return runs;
}

/** Texts of the same runs as one pattern; a run that is not always as long may be of any length: numbers grow. */
function writtenOf(texts: readonly (readonly Run[])[]): string {
  const [first = []] = texts;
  return first
    .map(({ sign, length }, index) => {
      const varies = texts.some((runs) => runs[index]?.length !== length);
      return (
        sign.replace(/^\[\\-\]$/, '-').replace(/^\[(\\?[^\w\s])\]$/, '$1') + (varies ? '+' : times(length, length))
      );
    })
    .join('');
}

function classOf(letter: string): string {
  if (/[0-9]/.test(letter)) return '[0-9]';
  if (/[A-Z]/.test(letter)) return '[A-Z]';
  if (/[a-z]/.test(letter)) return '[a-z]';
  // A letter beyond ASCII stands for itself: engines refuse it with a backslash.
  return letter < '\x80' ? `[\\${letter}]` : `[${letter}]`;
}

const times = (least: number, most: number): string =>
  least !== most ? `{${least},${most}}` : least === 1 ? '' : `{${least}}`;
