import { aliasesOf } from '../core/registry/aliases.ts';
import { listAssets, type RegisteredAsset } from '../core/registry/assets.ts';
import { edgesAlong } from '../core/registry/edges.ts';
import type { Queries } from '../core/registry/store.ts';
import type { GateCard } from '../core/views/comparison-page.ts';
import { versionsNow } from '../core/views/version-now.ts';
import { entriesOf, numberIn, recordIn, textIn } from './unknown-json.ts';

/** What trees and lenses tell of a model version. It is read with care: another version of Plumbline may have written it. */
export interface ModelVersionFacts {
  readonly model: string;
  readonly version: number;
  readonly aliases: readonly string[];
  /** ISO 8601, UTC. */
  readonly registeredAt: string;
  readonly passed: boolean;
  /** Undefined values are metrics that could not be computed. */
  readonly metrics: readonly MetricFacts[];
  readonly gates: readonly GateCard[];
  /** Parameters and hyperparameters, as they are written. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly trainingDataset: { readonly ref: string; readonly hash: string } | undefined;
  /** Commits that the training dataset was read from: `flights@1/20130131120000000`. */
  readonly commits: readonly string[];
  readonly run: string | undefined;
  readonly gitCommit: string | undefined;
  /** Python files that it needs, relative to the project. */
  readonly codeFiles: readonly string[];
}

export interface MetricFacts {
  readonly name: string;
  readonly value: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** The versions of every model, the newest first. */
export function readModelVersions(db: Queries): ReadonlyMap<string, readonly ModelVersionFacts[]> {
  const aliases = Map.groupBy(aliasesOf(db, 'model-version'), ({ name, version }) => `${name}@${version}`);
  const commits = new Map<string, readonly string[]>();
  const commitsOf = (dataset: string) => {
    const known = commits.get(dataset) ?? readCommits(db, dataset);
    commits.set(dataset, known);
    return known;
  };
  const versions = versionsNow(db, listAssets(db, 'model-version')).map((asset) =>
    factsOf(
      asset,
      (aliases.get(`${asset.name}@${asset.version}`) ?? []).map(({ alias }) => alias),
      commitsOf,
    ),
  );
  return Map.groupBy(versions, ({ model }) => model);
}

/** What it is called: `arrival_delay@3`. */
export const nameOf = ({ model, version }: ModelVersionFacts) => `${model}@${version}`;

function factsOf(
  { name, version, registeredAt, details }: RegisteredAsset,
  aliases: readonly string[],
  commitsOf: (dataset: string) => readonly string[],
): ModelVersionFacts {
  const known = recordIn(details);
  const dataset = recordIn(known.trainingDataset);
  const ref = textIn(dataset.ref);
  const code = recordIn(known.code);
  return {
    model: name,
    version,
    aliases,
    registeredAt,
    passed: known.passed === true,
    metrics: entriesOf(known.metrics).map(([metric, value]) => {
      const { value: at, low, high } = recordIn(value);
      return { name: metric, value: numberIn(at), low: numberIn(low), high: numberIn(high) };
    }),
    gates: (Array.isArray(known.gates) ? known.gates : []).map((each) => {
      const { gate, passed, reason } = recordIn(each);
      return { gate: textIn(gate) ?? 'gate', passed: passed === true, reason: textIn(reason) ?? '' };
    }),
    parameters: [...entriesOf(known.hyperparameters), ...entriesOf(known.params)].map(
      ([parameter, value]) => [parameter, typeof value === 'string' ? value : JSON.stringify(value)] as const,
    ),
    trainingDataset: ref === undefined ? undefined : { ref, hash: textIn(dataset.hash) ?? '' },
    commits: ref === undefined ? [] : commitsOf(ref),
    run: textIn(known.run),
    gitCommit: textIn(recordIn(code.git).commit),
    codeFiles: entriesOf(code.files).map(([file]) => file),
  };
}

function readCommits(db: Queries, dataset: string): readonly string[] {
  return edgesAlong(db, { kind: 'training-dataset', id: dataset }, 'up')
    .filter(({ from, to }) => from.kind === 'commit' && to.kind === 'training-dataset' && to.id === dataset)
    .map(({ from }) => from.id);
}
