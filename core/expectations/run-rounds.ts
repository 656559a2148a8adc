import type { QueryOptions } from '../engine/query-engine.ts';
import type { Rows } from './compiled.ts';
import { type Gathered, gather } from './gather.ts';
import type { Gathering } from './gathering.ts';
import type { Answer, Judging, Needs } from './need.ts';
import type { Request } from './steps/step.ts';

/** A judgement to run, and the rows that it is about. */
export interface Course<T> {
  readonly rows: Rows;
  readonly judging: Judging<T>;
}

/** How a judgement ended. */
export type Ending<T> = { readonly value: T } | { readonly error: unknown };

interface Waiting<T> {
  readonly index: number;
  readonly course: Course<T>;
  readonly requests: ReadonlyMap<string, Request>;
}

/**
 * Runs judgements side by side: collects what all of them need, gathers it together, lets each go on, until all have
 * ended. What fails for one of them ends that one alone.
 */
export async function runRounds<T>(
  courses: readonly Course<T>[],
  gathering: Gathering,
  options: QueryOptions,
): Promise<readonly Ending<T>[]> {
  const endings = new Array<Ending<T>>(courses.length);
  let waiting = courses.flatMap((course, index) => next(course, index, endings, () => course.judging.next()));
  for (let round = 0; waiting.length > 0; round++) {
    const requests = waiting.flatMap((each) => [...each.requests.values()]);
    const gathered = await gather(requests, gathering, { ...options, onProgress: inRound(round, options.onProgress) });
    waiting = waiting.flatMap((each) => next(each.course, each.index, endings, () => resume(each, gathered)));
  }
  return endings;
}

/** Each round is taken to be six tenths of what is left: how many there will be is not known beforehand. */
function inRound(round: number, onProgress: QueryOptions['onProgress']): (fraction: number) => void {
  const left = 0.4 ** round;
  return (fraction) => onProgress?.(1 - left + left * 0.6 * fraction);
}

/** Takes a judgement one step further. */
function next<T>(
  course: Course<T>,
  index: number,
  endings: Ending<T>[],
  step: () => IteratorResult<Needs, T>,
): readonly Waiting<T>[] {
  try {
    const state = step();
    if (state.done) {
      endings[index] = { value: state.value };
      return [];
    }
    const requests = Object.entries(state.value).map(([name, need]) => [name, { need, rows: course.rows }] as const);
    return [{ index, course, requests: new Map(requests) }];
  } catch (error) {
    endings[index] = { error };
    return [];
  }
}

function resume<T>(
  { course, requests }: Waiting<T>,
  gathered: ReadonlyMap<Request, Gathered>,
): IteratorResult<Needs, T> {
  const answers: Record<string, Answer> = {};
  for (const [name, request] of requests) {
    const found = gathered.get(request);
    if (found === undefined) return course.judging.throw(new Error('nothing was gathered'));
    if ('error' in found) return course.judging.throw(found.error);
    answers[name] = found.answer;
  }
  return course.judging.next(answers);
}
