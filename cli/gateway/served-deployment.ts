import { type Judgement, judgeStep } from '../../core/deployments/analysis.ts';
import { keepFigures } from '../../core/deployments/live-figures.ts';
import type { LogWriter } from '../../core/deployments/log-writer.ts';
import type { FeatureRow } from '../../core/deployments/predictor-host.ts';
import { Refused } from '../../core/deployments/predictor-host.ts';
import { Unavailable } from '../../core/deployments/predictors.ts';
import { type RolloutState, rollbackTarget } from '../../core/deployments/rollout-state.ts';
import { goesToCandidate } from '../../core/deployments/route.ts';
import { newId } from '../../core/registry/new-id.ts';
import type { LiveVersion } from '../../core/views/rollout-page.ts';
import { type AnsweredRequest, answeredRows, counted, type Kept, logLines } from './answered-request.ts';
import { completeRows } from './complete-rows.ts';
import type { FeatureLookup } from './feature-lookup.ts';
import { ClientGone, HttpProblem, notFound } from './http-problem.ts';
import type { InferRequest } from './infer-request.ts';
import type { AnsweredRow } from './infer-response.ts';
import type { RequestJudge } from './request-judge.ts';
import { type AskedRow, askedRows } from './served-model.ts';
import type { ServedVersion } from './served-version.ts';

export interface DeploymentOptions {
  readonly name: string;
  readonly sticky: string | undefined;
  readonly timeoutMs: number;
  /** `sample` is the share of the requests that are logged. */
  readonly logging: Kept & { readonly sample: number };
  readonly log: LogWriter;
  readonly judge: RequestJudge | undefined;
  readonly lookup: FeatureLookup['lookup'];
  /** Begins to run a version; throws what is wrong with its record. */
  readonly open: (model: string, version: number) => Promise<ServedVersion>;
  /** A version that should answer cannot be started. */
  readonly onBroken: (version: number, why: string) => void;
}

export interface Answer {
  readonly id: string;
  readonly model: ServedVersion['model'];
  readonly rows: readonly AnsweredRow[];
}

/** One deployment in the serving process: its versions, and which of them answers. */
export interface ServedDeployment {
  readonly name: string;
  readonly state: RolloutState | undefined;
  /** The version that answers what the candidate does not. */
  readonly answering: number | undefined;
  /** Whether requests are answered. */
  readonly isReady: boolean;
  /** Takes over a state of the registry: starts what it needs, and lets go of what it does not when all is answered. */
  follow(state: RolloutState | undefined): void;
  /** Lets go of versions that are no longer needed; to be called now and then. */
  tidy(): void;
  infer(request: InferRequest, version: number | undefined, signal: AbortSignal, began: number): Promise<Answer>;
  /** The versions that can be asked by number. */
  versions(): readonly number[];
  /** The version by this number, or the one that answers; an error in the words of the protocol where there is none. */
  find(version: number | undefined): ServedVersion;
  judge(): Judgement;
  figures(): readonly LiveVersion[];
  /** Resolves when the first stable version is ready, or cannot be started. */
  settled(): Promise<void>;
  dispose(): Promise<void>;
}

type Role = AnsweredRequest['role'];

/** A request on its way, with the moment at which it came on `performance`'s clock. */
type Told = Pick<AnsweredRequest, 'id' | 'role' | 'rows' | 'commits'> & { readonly began: number };

export function serveDeployment(options: DeploymentOptions): ServedDeployment {
  const { name, log, logging, open, onBroken } = options;
  const running = new Map<number, ServedVersion>();
  const opening = new Map<number, Promise<void>>();
  const retiring = new Set<Promise<void>>();
  /** The version that answered last: it goes on until the one that replaces it is ready. */
  let answering: number | undefined;
  let state: RolloutState | undefined;
  let step = '';
  let ended = false;

  function follow(next: RolloutState | undefined): void {
    state = next;
    if (next === undefined) return;
    for (const version of wanted(next)) {
      if (!running.has(version) && !opening.has(version)) opening.set(version, begin(next.model, version));
    }
    const { candidate, stable } = next;
    const nextStep = JSON.stringify([stable.version, candidate?.version, candidate?.step, candidate?.stepSince]);
    if (nextStep !== step) for (const { figures } of running.values()) figures.beginStep();
    step = nextStep;
    tidy();
  }

  /** The red button acts at once: the version that it goes back to is kept warm. */
  function wanted(of: RolloutState): ReadonlySet<number> {
    const versions = [of.stable.version, of.candidate?.version, rollbackTarget(of)];
    return new Set(versions.filter((version) => version !== undefined));
  }

  async function begin(model: string, version: number): Promise<void> {
    try {
      const served = await open(model, version);
      running.set(version, served);
      await served.predictors.ready;
    } catch (error) {
      if (!ended && state !== undefined && wanted(state).has(version)) onBroken(version, reasonOf(error));
    } finally {
      opening.delete(version);
      tidy();
    }
  }

  function tidy(): void {
    if (state === undefined || ended) return;
    if (running.get(state.stable.version)?.predictors.isReady === true) answering = state.stable.version;
    const keep = wanted(state);
    for (const [version, served] of running) {
      if (keep.has(version) || version === answering || served.inFlight > 0 || opening.has(version)) continue;
      running.delete(version);
      const gone = served.predictors.dispose().finally(() => retiring.delete(gone));
      retiring.add(gone);
    }
  }

  function find(version: number | undefined): ServedVersion {
    if (version !== undefined) {
      const served = running.get(version);
      if (served !== undefined) return served;
      throw notFound(`version ${version} of ${name} is not served; ${[...running.keys()].join(', ') || 'none'} is`);
    }
    if (state === undefined) throw new HttpProblem(503, `nothing is deployed to ${name} yet`);
    return main().served;
  }

  function main(): { readonly served: ServedVersion; readonly role: Role } {
    const stable = state && running.get(state.stable.version);
    const before = answering === undefined ? undefined : running.get(answering);
    const served = stable?.predictors.isReady === true ? stable : (before ?? stable);
    if (served !== undefined) return { served, role: 'stable' };
    throw new HttpProblem(503, `${name} is not ready yet`);
  }

  function choose(request: InferRequest, id: string): { readonly served: ServedVersion; readonly role: Role } {
    if (state === undefined) throw new HttpProblem(503, `nothing is deployed to ${name} yet`);
    const { candidate } = state;
    const served = candidate && running.get(candidate.version);
    if (candidate !== undefined && served?.predictors.isReady === true && state.plan.strategy === 'canary') {
      const value = options.sticky === undefined ? undefined : request.inputs.get(options.sticky)?.[0];
      const place = value === undefined ? id : String(value);
      if (goesToCandidate(place, candidate.weight, `${name}/${candidate.version}`))
        return { served, role: 'candidate' };
    }
    return main();
  }

  async function infer(
    request: InferRequest,
    version: number | undefined,
    signal: AbortSignal,
    began: number,
  ): Promise<Answer> {
    const id = request.id ?? newId();
    const { served, role } =
      version === undefined ? choose(request, id) : { served: find(version), role: 'named' as const };
    const { model, predictors } = served;
    served.inFlight += 1;
    try {
      const complete = await completeRows(askedRows(request, model), model, options.lookup);
      const told = { id, role, began, ...complete };
      try {
        copyToShadow(told);
        const results = await predictors.predict(complete.rows.map(hostRow), signal);
        return { id, model, rows: record(served, told, results) };
      } catch (error) {
        // Whoever went away says nothing about the version.
        if (!(error instanceof ClientGone)) record(served, told, reasonOf(error));
        throw error;
      }
    } finally {
      served.inFlight -= 1;
    }
  }

  /** The shadow is asked as well, and nobody waits for it or hears of it. */
  function copyToShadow(original: Told): void {
    const candidate = state?.plan.strategy === 'shadow' ? state.candidate : undefined;
    const shadow = candidate && running.get(candidate.version);
    if (shadow?.predictors.isReady !== true) return;
    const told = { ...original, role: 'shadow' as const, began: performance.now() };
    shadow.inFlight += 1;
    shadow.predictors
      .predict(told.rows.map(hostRow), AbortSignal.timeout(options.timeoutMs))
      .then(
        (results) => record(shadow, told, results),
        (error) => record(shadow, told, reasonOf(error)),
      )
      .finally(() => {
        shadow.inFlight -= 1;
      });
  }

  /** Counts a request, and puts its rows in the log. */
  function record(
    { model, figures }: ServedVersion,
    { began, ...told }: Told,
    results: AnsweredRequest['results'],
  ): readonly AnsweredRow[] {
    const latencyMs = performance.now() - began;
    const request = {
      deployment: name,
      model: state?.model ?? '',
      version: model.version,
      latencyMs,
      results,
      ...told,
    };
    const answered = answeredRows(request);
    figures.add(counted(request, answered));
    if (told.role !== 'shadow')
      options.judge?.judge(
        told.rows.map(({ given }) => given),
        model,
      );
    if (logging.sample >= 1 || Math.random() < logging.sample) log.add(logLines(request, answered, logging));
    return answered;
  }

  return {
    name,
    get state() {
      return state;
    },
    get answering() {
      return answering;
    },
    get isReady() {
      return [...running.values()].some(({ predictors }) => predictors.isReady);
    },
    follow,
    tidy,
    infer,
    find,
    versions: () => [...running.keys()].sort((a, b) => a - b),
    judge() {
      const figuresOf = (version: number | undefined) =>
        ((version === undefined ? undefined : running.get(version)?.figures) ?? keepFigures()).step();
      const { plan, candidate, stable } = state ?? {};
      return judgeStep(plan?.analysis ?? [], figuresOf(candidate?.version), figuresOf(stable?.version));
    },
    figures() {
      const told = [...running].map(([version, { figures }]) => ({ version, ...figures.now() }));
      const total = told.reduce((sum, { lastMinute }) => sum + lastMinute, 0);
      // A version that is only kept warm has nothing to tell.
      const shown = told.filter(({ version, lastMinute }) => {
        return lastMinute > 0 || version === state?.stable.version || version === state?.candidate?.version;
      });
      return shown.map(({ version, lastMinute, ...rest }) => ({
        version,
        role: version === state?.candidate?.version ? ('candidate' as const) : ('stable' as const),
        share: total === 0 ? 0 : lastMinute / total,
        ...rest,
      }));
    },
    async settled() {
      await Promise.all([...opening.values()]);
    },
    async dispose() {
      ended = true;
      await Promise.all([...running.values()].map(({ predictors }) => predictors.dispose()));
      await Promise.all([...retiring, ...opening.values()]);
      options.judge?.dispose();
      await log.close();
    },
  };
}

/** What the host gets of a row: the features, and what it computes the others from. */
function hostRow({ given, extra }: AskedRow): FeatureRow {
  return { ...extra, ...given };
}

function reasonOf(error: unknown): string {
  if (error instanceof Refused || error instanceof Unavailable || error instanceof HttpProblem) return error.message;
  if (!(error instanceof Error)) return String(error);
  const why = 'why' in error && typeof error.why === 'string' ? `: ${error.why}` : '';
  return `${error.message}${why}`;
}
