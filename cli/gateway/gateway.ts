import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { milliseconds } from '../../core/definitions/duration.ts';
import { openPredictionLog } from '../../core/deployments/log-writer.ts';
import { MODEL_VERSION } from '../../core/models/model-version.ts';
import { interpreterOf } from '../../core/pipelines/interpreter.ts';
import { actor } from '../../core/platform/actor.ts';
import { describeError, PlumblineError } from '../../core/platform/problem.ts';
import type { DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { findAsset } from '../../core/registry/assets.ts';
import type { Registry } from '../../core/registry/registry.ts';
import { type Controller, control } from './controller.ts';
import { lookUpFeatures } from './feature-lookup.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import { isHealth, openInference } from './open-inference.ts';
import { judgeRequests, type RequestJudge } from './request-judge.ts';
import { type ServedDeployment, serveDeployment } from './served-deployment.ts';
import { servedModel } from './served-model.ts';
import { serveVersion } from './served-version.ts';

export interface GatewayOptions {
  readonly project: Project;
  readonly registry: Registry;
  readonly files: readonly DefinitionFileOf<'deployment'>[];
  readonly host: string;
  readonly port: number;
  readonly version: string;
  readonly notify: (message: string) => void;
}

export interface Gateway {
  readonly address: string;
  readonly token: string;
  readonly deployments: readonly ServedDeployment[];
  readonly urlOf: (deployment: string) => string;
  /** Answers what is in flight, writes the logs to their end, ends the processes. */
  close(): Promise<void>;
}

const TIMEOUT_MS = 10_000;
/** So long what is in flight may take at the end. */
const GRACE_MS = 30_000;

/** Starts to serve deployments; when it resolves, those that can answer do. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { project, registry, files, host, port, version, notify } = options;
  const python = await interpreterOf(project.root, project.config.python);
  const token = randomBytes(24).toString('base64url');
  const timeouts = new Map(files.map((file) => [nameOf(file), timeoutOf(file)]));
  const logs = new Map<string, ReturnType<typeof openPredictionLog>>();
  const judges = new Map<string, RequestJudge>();
  const features = lookUpFeatures(registry.storage, notify);
  const deployments = files.map((file) => deployment(file));
  let controller: Controller | undefined;
  let http: HttpServer | undefined;

  function deployment(file: DefinitionFileOf<'deployment'>): ServedDeployment {
    const name = nameOf(file);
    const { serving = {}, logging = {}, rollout = {} } = file.definition;
    if (logging.features === 'transformed') {
      throw new PlumblineError('failed', 'transformed features cannot be logged', {
        where: file.path,
        why: 'features are transformed inside the version, and every version does it in its own way',
        help: 'say `features: untransformed`: what is logged can be transformed again by any version',
      });
    }
    const log = openPredictionLog(registry.storage, name, { notify });
    logs.set(name, log);
    const timeoutMs = timeoutOf(file);
    const told = (message: string) => notify(`${name} ${message}`);
    const { request_expectations: suite } = file.definition;
    const judge = suite === undefined ? undefined : judgeRequests(project, suite, file.path, told);
    if (judge !== undefined) judges.set(name, judge);
    return serveDeployment({
      name,
      judge,
      sticky: rollout.sticky,
      timeoutMs,
      log,
      lookup: features.lookup,
      logging: {
        features: logging.features !== 'none',
        predictions: logging.predictions !== false,
        sample: logging.sample ?? 1,
      },
      async open(model, number) {
        const asset = await registry.read((db) => findAsset(db, MODEL_VERSION, model, number));
        if (asset?.file === undefined) throw new PlumblineError('failed', `${model}@${number} is not registered`);
        const served = servedModel(project, asset);
        features.warm(served);
        return serveVersion({
          model: served,
          python,
          folder: join(registry.storage, asset.file),
          workers: serving.workers ?? 1,
          timeoutMs,
          notify: told,
        });
      },
      onBroken: (number, why) => {
        told(`version ${number} cannot be started: ${why}`);
        broken(name, number, why).catch((error) => notify(describeError(error)));
      },
    });
  }

  /** A version that cannot even be started has failed; the one that still answers goes on. */
  async function broken(name: string, number: number, why: string): Promise<void> {
    const { state, answering } = deployments.find((each) => each.name === name) ?? {};
    const reason = `version ${number} cannot be started: ${why}`;
    if (state?.candidate?.version === number) {
      const failed = { kind: 'judged', verdict: 'failed', reason } as const;
      await controller?.happens(name, state.status === 'progressing' ? failed : { kind: 'abort', reason });
    } else if (state?.stable.version === number && answering !== undefined && answering !== number) {
      await controller?.happens(name, { kind: 'rollback', to: answering, reason });
    }
  }

  const urlOf = (name: string) => `${http?.address}/v2/models/${encodeURIComponent(name)}`;
  try {
    http = await startHttpServer({
      host,
      port,
      token,
      notify,
      isOpen: isHealth,
      answer: openInference({
        version,
        deployments,
        timeoutMs: (name) => timeouts.get(name) ?? TIMEOUT_MS,
      }),
    });
    controller = await control({
      registry,
      deployments,
      actor: `${actor()} (plumbline serve)`,
      address: urlOf,
      toldOf: (name) => {
        const requests = judges.get(name)?.told;
        const log = logs.get(name)?.told ?? { written: 0, lost: 0 };
        return requests === undefined ? { log } : { log, requests };
      },
      notify,
    });
    await Promise.all(deployments.map((each) => each.settled()));
  } catch (error) {
    await close();
    throw error;
  }

  async function close(): Promise<void> {
    await http?.close(GRACE_MS);
    await controller?.dispose();
    await Promise.all(deployments.map((each) => each.dispose()));
    await features.dispose();
  }

  return { address: http.address, token, deployments, urlOf, close };
}

function timeoutOf({ definition }: DefinitionFileOf<'deployment'>): number {
  return milliseconds(definition.serving?.timeout) ?? TIMEOUT_MS;
}

function nameOf({ key, path }: DefinitionFileOf<'deployment'>): string {
  return key?.name ?? path;
}
