import { Refused } from '../../core/deployments/predictor-host.ts';
import { Unavailable } from '../../core/deployments/predictors.ts';
import { ClientGone, HttpProblem, notFound } from './http-problem.ts';
import type { Asked, Reply } from './http-server.ts';
import { readInferRequest } from './infer-request.ts';
import { writeInferResponse } from './infer-response.ts';
import type { ServedDeployment } from './served-deployment.ts';

export interface OpenInferenceOptions {
  readonly version: string;
  readonly deployments: readonly ServedDeployment[];
  readonly timeoutMs: (deployment: string) => number;
}

/** Health can be asked without a token, so that whatever watches the process needs to know no secret. */
export function isHealth([first, second]: readonly string[]): boolean {
  return first === 'v2' && second === 'health';
}

/** The paths of the Open Inference Protocol v2 over REST; a deployment is a model of the protocol. */
export function openInference({ version, deployments, timeoutMs }: OpenInferenceOptions) {
  const byName = new Map(deployments.map((deployment) => [deployment.name, deployment]));

  return async (asked: Asked): Promise<Reply> => {
    const [root, area, ...rest] = asked.path;
    if (root !== 'v2') throw nowhere(asked);
    if (area === undefined) return reading(asked, () => serverMetadata(version));
    if (area === 'health' && rest.length === 1) return reading(asked, () => health(rest[0] ?? '', deployments));
    if (area !== 'models' || rest[0] === undefined) throw nowhere(asked);
    const [name, ...inModel] = rest;
    const deployment = byName.get(name);
    if (deployment === undefined) {
      throw notFound(`there is no model ${name}; there is ${[...byName.keys()].join(', ') || 'none'}`);
    }
    const [number, what] = versionIn(inModel);
    if (what === 'infer') return inferring(asked, deployment, number, timeoutMs(deployment.name));
    if (what === undefined) return reading(asked, () => ({ body: metadata(deployment, number) }));
    if (what === 'ready') return reading(asked, () => readiness(deployment, number));
    throw nowhere(asked);
  };
}

function serverMetadata(version: string): Reply {
  return { body: { name: 'plumbline', version, extensions: ['binary_tensor_data'] } };
}

function health(which: string, deployments: readonly ServedDeployment[]): Reply {
  if (which === 'live') return { body: { live: true } };
  if (which !== 'ready') throw notFound('there is /v2/health/live and /v2/health/ready');
  const waiting = deployments.filter(({ state, isReady }) => state !== undefined && !isReady);
  if (waiting.length === 0) return { body: { ready: true } };
  return { status: 503, body: { ready: false, error: `${waiting.map(({ name }) => name).join(', ')} not ready` } };
}

function versionIn(path: readonly string[]): readonly [version: number | undefined, what: string | undefined] {
  const [first, second, what, ...more] = path;
  if (first !== 'versions') return path.length > 1 ? [undefined, '?'] : [undefined, first];
  const number = Number(second);
  if (!Number.isInteger(number) || number < 1) throw notFound(`${second ?? 'nothing'} is no number of a version`);
  return [number, more.length > 0 ? '?' : what];
}

function metadata(deployment: ServedDeployment, number: number | undefined) {
  const { model } = deployment.find(number);
  const isFeature = new Set(model.features.map(({ name }) => name));
  const inputs = [...model.features, ...model.keys.filter(({ name }) => !isFeature.has(name))];
  return {
    name: deployment.name,
    versions: deployment.versions().map(String),
    platform: 'plumbline_python',
    inputs: inputs.map(({ name, datatype }) => ({ name, datatype, shape: [-1] })),
    outputs: [
      { name: 'prediction', datatype: model.label.datatype, shape: [-1] },
      { name: 'score', datatype: 'FP64', shape: [-1] },
    ],
  };
}

function readiness(deployment: ServedDeployment, number: number | undefined): Reply {
  const { predictors } = deployment.find(number);
  if (predictors.isReady) return { body: { name: deployment.name, ready: true } };
  return {
    status: 503,
    body: { name: deployment.name, ready: false, error: predictors.problem ?? 'it is being loaded' },
  };
}

async function inferring(
  asked: Asked,
  deployment: ServedDeployment,
  number: number | undefined,
  timeoutMs: number,
): Promise<Reply> {
  if (asked.method !== 'POST') throw new HttpProblem(405, 'infer is asked with POST');
  const request = readInferRequest(await asked.body(), header(asked, 'inference-header-content-length'));
  const cancel = new AbortController();
  const timer = setTimeout(() => cancel.abort(new HttpProblem(504, `no answer within ${timeoutMs} ms`)), timeoutMs);
  const onGone = () => cancel.abort(new ClientGone('the client went away'));
  asked.gone.addEventListener('abort', onGone, { once: true });
  try {
    const { id, model, rows } = await deployment.infer(request, number, cancel.signal, asked.began);
    // With some of the rows answered, the others say what is wrong with them.
    if (rows.every(({ error }) => error !== undefined)) throw new HttpProblem(500, rows[0]?.error ?? 'no answer');
    const head = { name: deployment.name, version: model.version, id, isRegression: model.isRegression };
    return writeInferResponse(request, head, rows);
  } catch (error) {
    if (error instanceof Refused) throw new HttpProblem(500, `the predictor failed: ${error.message}`);
    if (error instanceof Unavailable) throw new HttpProblem(503, error.message);
    throw error;
  } finally {
    clearTimeout(timer);
    asked.gone.removeEventListener('abort', onGone);
  }
}

function header({ headers }: Asked, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function reading({ method }: Asked, reply: () => Reply): Reply {
  if (method === 'GET' || method === 'HEAD') return reply();
  throw new HttpProblem(405, `this is asked with GET, not ${method}`);
}

function nowhere({ path }: Asked): HttpProblem {
  return notFound(`there is nothing at /${path.join('/')}; begin at /v2`);
}
