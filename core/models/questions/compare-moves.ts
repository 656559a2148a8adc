import type { Json } from '../../engine/value.ts';
import type { Answer } from './askable-model.ts';

/** What the model said of a row before and after it was changed. */
export interface Move {
  readonly before: Answer;
  readonly after: Answer;
}

export type Direction = 'same' | 'increase' | 'decrease';

/** How each row moved, against how it should have. */
export interface Moves {
  /** Places of the rows that break the test. */
  readonly broken: readonly number[];
  /** How many rows moved as they should, by more than the tolerance. */
  readonly moved: number;
  /** The largest step in the wrong direction (or at all, where nothing may move); null for classes without an order. */
  readonly most: number | null;
}

/**
 * The figure that tests go by: the score if the model gives one, else its prediction; a truth value counts as 0 or 1.
 * A class is text.
 */
export function figureOf(answer: Answer): Json {
  if ('error' in answer) return null;
  const figure = answer.score ?? answer.prediction;
  return typeof figure === 'boolean' ? Number(figure) : figure;
}

/**
 * Nothing may move by more than the tolerance, or by more than it in the wrong direction: a tree says the same of many
 * rows, so that not every one of them need move in the right one. In words where that cannot be told.
 */
export function compareMoves(
  moves: readonly Move[],
  direction: Direction,
  tolerance: number,
): Moves | { readonly lacking: string } {
  const broken: number[] = [];
  let most: number | null = null;
  let moved = 0;
  for (const [place, { before, after }] of moves.entries()) {
    for (const answer of [before, after]) if ('error' in answer) return { lacking: answer.error };
    const [from, to] = [figureOf(before), figureOf(after)];
    if (typeof from === 'number' && typeof to === 'number') {
      const step = to - from;
      const wrong = direction === 'same' ? Math.abs(step) : direction === 'increase' ? -step : step;
      most = Math.max(most ?? 0, wrong);
      if (wrong > tolerance) broken.push(place);
      if (direction !== 'same' && -wrong > tolerance) moved += 1;
    } else if (direction === 'same') {
      if (JSON.stringify(from) !== JSON.stringify(to)) broken.push(place);
    } else {
      return {
        lacking: `the model answers with ${JSON.stringify(from)}: neither a number nor a score that could move`,
      };
    }
  }
  return { broken, moved, most };
}
