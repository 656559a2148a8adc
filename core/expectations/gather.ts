import { isDamagedData } from '../engine/damaged-data.ts';
import type { QueryOptions } from '../engine/query-engine.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { Gathering } from './gathering.ts';
import type { Answer } from './need.ts';
import { plan } from './plan.ts';
import type { Request, Step } from './steps/step.ts';

/** What came of a request. */
export type Gathered = { readonly answer: Answer } | { readonly error: unknown };

/**
 * Answers requests by a plan of few queries. A request that fails (a text that is no number, a pattern the engine does
 * not know) takes no other down with it; data that cannot be decoded does.
 */
export async function gather(
  requests: readonly Request[],
  gathering: Gathering,
  options: QueryOptions,
): Promise<ReadonlyMap<Request, Gathered>> {
  const { known, steps } = await plan(requests, gathering, options);
  const gathered = new Map<Request, Gathered>([...known].map(([request, answer]) => [request, { answer }]));
  for (const [index, step] of steps.entries()) {
    const onProgress = (fraction: number): void => options.onProgress?.((index + fraction) / steps.length);
    onProgress(0);
    await take(step, gathering, { ...options, onProgress }, gathered);
  }
  return gathered;
}

async function take(
  step: Step,
  gathering: Gathering,
  options: QueryOptions,
  gathered: Map<Request, Gathered>,
): Promise<void> {
  try {
    for (const [request, answer] of await step.run(gathering, options)) gathered.set(request, { answer });
  } catch (error) {
    if (isDamagedData(error) || (error instanceof PlumblineError && error.kind === 'cancelled')) throw error;
    if (step.parts.length > 1) for (const part of step.parts) await take(part, gathering, options, gathered);
    else for (const request of step.requests) gathered.set(request, { error });
  }
}
