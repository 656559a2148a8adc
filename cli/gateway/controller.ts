import { changeRollout, DEPLOYMENT } from '../../core/deployments/change-rollout.ts';
import { asRolloutState, type RolloutState } from '../../core/deployments/rollout-state.ts';
import { type RolloutEvent, transition } from '../../core/deployments/transition.ts';
import { generationOf } from '../../core/platform/files.ts';
import { describeError } from '../../core/platform/problem.ts';
import { thisProcess } from '../../core/platform/process-identity.ts';
import type { Registry } from '../../core/registry/registry.ts';
import { writeSnapshot } from '../../core/registry/snapshots.ts';
import { listStates } from '../../core/registry/states.ts';
import type { LiveDeployment } from '../../core/views/live-deployment.ts';
import type { ServedDeployment } from './served-deployment.ts';

export interface ControllerOptions {
  readonly registry: Registry;
  readonly deployments: readonly ServedDeployment[];
  readonly actor: string;
  readonly address: (deployment: string) => string;
  readonly toldOf: (deployment: string) => Pick<LiveDeployment, 'log' | 'requests'>;
  readonly notify: (message: string) => void;
}

export interface Controller {
  /** Something speaks against a version, or for it; the deployment changes if its state says so. */
  happens(deployment: string, event: RolloutEvent): Promise<void>;
  dispose(): Promise<void>;
}

const LOOK_MS = 100;
const JUDGE_MS = 500;
const TELL_MS = 1000;

/**
 * Keeps what is served equal to what the registry says, whoever wrote it; lets steps end and analyses judge; tells the
 * live figures. The first look is done when it resolves.
 */
export async function control(options: ControllerOptions): Promise<Controller> {
  const { registry, deployments, actor, notify } = options;
  let seen: string | undefined;
  const told = new Map<string, string>();

  let looking: Promise<void> = Promise.resolve();

  /** One look after the other: an older state never comes after a newer one. */
  function look(): Promise<void> {
    looking = looking.then(lookOnce, lookOnce);
    return looking;
  }

  async function lookOnce(): Promise<void> {
    const generation = generationOf(registry.file);
    if (generation !== seen || seen === undefined) {
      const states = new Map(
        (await registry.read((db) => listStates(db, DEPLOYMENT))).map((each) => [each.name, each.state]),
      );
      seen = generation;
      for (const deployment of deployments) {
        const next = asRolloutState(states.get(deployment.name));
        if (JSON.stringify(next) !== JSON.stringify(deployment.state)) deployment.follow(next);
      }
    }
    for (const deployment of deployments) deployment.tidy();
  }

  async function judge(): Promise<void> {
    for (const deployment of deployments) {
      const { name, state } = deployment;
      if (state?.candidate === undefined || state.status !== 'progressing') continue;
      await happens(name, { kind: 'judged', ...deployment.judge() }, state);
    }
  }

  /** The registry is written only when something changes: not once a second while a step goes on. */
  async function happens(deployment: string, event: RolloutEvent, judged?: RolloutState): Promise<void> {
    if (judged !== undefined && transition(judged, event, Date.now()) === undefined) return;
    const step = await registry.write((db) => {
      if (judged !== undefined) {
        // Figures of a step say nothing about the one that somebody has begun meanwhile.
        const now = listStates(db, DEPLOYMENT, deployment)[0]?.state;
        if (JSON.stringify(now) !== JSON.stringify(judged)) return undefined;
      }
      return changeRollout(db, deployment, event, { actor });
    });
    if (step !== undefined) notify(`${deployment} ${step.happened.action}: ${step.state.reason}`);
    await look();
  }

  async function tell(): Promise<void> {
    for (const deployment of deployments) {
      const { name } = deployment;
      const figures = { versions: deployment.figures(), ...options.toldOf(name) };
      const text = JSON.stringify(figures);
      if (told.get(name) === text) continue;
      told.set(name, text);
      const live: LiveDeployment = {
        deployment: name,
        at: new Date().toISOString(),
        address: options.address(name),
        process: thisProcess(),
        ...figures,
      };
      await writeSnapshot(registry.storage, `deployments/${name}`, live);
    }
  }

  const stops = [every(LOOK_MS, look), every(JUDGE_MS, judge), every(TELL_MS, tell)];

  /** One turn after the other; what fails is told once, and tried again with the next turn. */
  function every(ms: number, work: () => Promise<void>): () => Promise<void> {
    let failed: string | undefined;
    let stopped = false;
    let timer: NodeJS.Timeout;
    let turn = Promise.resolve();
    const next = () => {
      timer = setTimeout(() => {
        turn = work()
          .then(
            () => {
              failed = undefined;
            },
            (error) => {
              const words = describeError(error);
              if (words !== failed) notify(words);
              failed = words;
            },
          )
          .then(() => {
            if (!stopped) next();
          });
      }, ms);
    };
    next();
    return () => {
      stopped = true;
      clearTimeout(timer);
      return turn;
    };
  }

  await look();
  return {
    happens: (deployment, event) => happens(deployment, event),
    async dispose() {
      await Promise.all(stops.map((stop) => stop()));
      await tell().catch(() => {});
    },
  };
}
