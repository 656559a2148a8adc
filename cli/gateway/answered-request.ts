import type { Answered } from '../../core/deployments/live-figures.ts';
import type { Prediction } from '../../core/deployments/prediction.ts';
import type { RowResult } from '../../core/deployments/predictor-host.ts';
import { newId } from '../../core/registry/new-id.ts';
import type { AnsweredRow } from './infer-response.ts';
import type { AskedRow } from './served-model.ts';

/** One request to one version, and what came of it. */
export interface AnsweredRequest {
  readonly deployment: string;
  readonly model: string;
  readonly version: number;
  readonly role: Prediction['role'];
  /** Of the request. */
  readonly id: string;
  readonly rows: readonly AskedRow[];
  readonly commits: Prediction['commits'];
  readonly latencyMs: number;
  /** One for each row, or what failed for all of them. */
  readonly results: readonly RowResult[] | string;
}

/** What is kept of the request, as `logging:` of the deployment says. */
export interface Kept {
  readonly features: boolean;
  readonly predictions: boolean;
}

/** The rows as the client gets them, each with the id under which it stands in the log. */
export function answeredRows({ rows, results }: AnsweredRequest): readonly AnsweredRow[] {
  return rows.map((_, index) => {
    const result = typeof results === 'string' ? { error: results } : (results[index] ?? { error: 'no answer' });
    if ('error' in result) return { id: newId(), error: result.error };
    const { prediction, score } = result;
    return { id: newId(), prediction, ...(score === undefined ? {} : { score }) };
  });
}

/** What counts of the request for the figures of its version. */
export function counted({ latencyMs }: AnsweredRequest, answered: readonly AnsweredRow[]): Answered {
  return {
    latencyMs,
    failed: answered.some(({ error }) => error !== undefined),
    values: answered.flatMap(({ score, prediction }) => {
      const value = score ?? prediction;
      return value === undefined ? [] : [value];
    }),
  };
}

/** The request as it stands in the log: a line for each row. */
export function logLines(
  { deployment, model, version, role, id: request, rows, commits, latencyMs, results }: AnsweredRequest,
  answered: readonly AnsweredRow[],
  kept: Kept,
): readonly Prediction[] {
  const at = new Date().toISOString();
  return answered.map(({ id, prediction, score, error }, index) => {
    const result = typeof results === 'string' ? undefined : results[index];
    const computed = result !== undefined && 'computed' in result ? result.computed : undefined;
    return {
      id,
      at,
      request,
      deployment,
      model,
      version,
      role,
      key: rows[index]?.key ?? {},
      ...(kept.features ? { features: { ...rows[index]?.given, ...computed } } : {}),
      ...(kept.predictions && prediction !== undefined ? { prediction } : {}),
      ...(kept.predictions && score !== undefined ? { score } : {}),
      latency_ms: Number(latencyMs.toFixed(3)),
      ...(commits === undefined ? {} : { commits }),
      ...(error === undefined ? {} : { error }),
    };
  });
}
