import type { Model } from '../../definitions/model.ts';
import type { Lenient } from '../../definitions/schema.ts';
import type { MetricValues } from '../metrics/metric-value.ts';
import type { AskedModel } from '../questions/ask-model.ts';
import type { WantedAttestation } from './attestation.ts';

export type Gate = NonNullable<NonNullable<Lenient<Model>['gates']>[number]>;

/** Whether a gate lets a version through. What cannot be judged does not pass, and says what is lacking. */
export interface GateVerdict {
  /** What must hold, in words: `roc_auc at least 0.7`. */
  readonly gate: string;
  readonly passed: boolean;
  /** What was compared with the bound; null where there is nothing to compare. */
  readonly value: number | null;
  readonly bound: number | null;
  readonly reason: string;
  /** Of a gate that waits for a signature, which can come at any time. */
  readonly attestation?: WantedAttestation;
}

/** What gates judge a version by. */
export interface GateEvidence {
  /** Metrics on the split that the version is judged on. */
  readonly metrics: (confidence: number) => MetricValues;
  /** The same for each slice of an evaluation set of the view; undefined for a set that there is not. */
  readonly slices: (set: string, confidence: number) => readonly EvaluatedSlice[] | undefined;
  /** Hash of the data that it was trained on. */
  readonly dataHash: string;
  /** The version to be better than; in words where there is none. */
  readonly over: (what: string) => OtherVersion | NoVersion;
  /** What it said itself. */
  readonly asked: AskedModel;
  /** Of the model. */
  readonly owner: string | undefined;
}

export interface EvaluatedSlice {
  /** `origin = EWR`. */
  readonly slice: string;
  readonly rows: number;
  readonly metrics: MetricValues;
}

export interface OtherVersion {
  /** `arrival_delay@2`. */
  readonly version: string;
  readonly metrics: MetricValues;
  readonly dataHash: string;
}

export interface NoVersion {
  /** Whether there need not be one: nobody has to be better than nothing. */
  readonly passes: boolean;
  readonly reason: string;
}

export function blocked(gate: string, reason: string, bound: number | null = null): GateVerdict {
  return { gate, passed: false, value: null, bound, reason };
}

/** Enough digits to see on which side of a bound a figure lies. */
export function digits(value: number): string {
  return String(Number(value.toPrecision(5)));
}
