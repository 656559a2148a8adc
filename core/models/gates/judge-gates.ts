import { operationalMetric } from '../../catalogue/metrics.ts';
import { attestationGate } from './attestation.ts';
import { behaviourGate } from './behaviour-tests.ts';
import { gap } from './gap.ts';
import { blocked, type Gate, type GateEvidence, type GateVerdict } from './gate.ts';
import { improvement } from './improvement.ts';
import { isLatency, latencyBound } from './latency.ts';
import { type BoundGate, metricBound } from './metric-bounds.ts';
import { parityGate } from './parity.ts';

/** A verdict for each bound that a model's gates set, in their order. */
export function judgeGates(gates: readonly (Gate | undefined)[], evidence: GateEvidence): readonly GateVerdict[] {
  return gates.flatMap((gate) => (gate === undefined ? [] : judgeGate(gate, evidence)));
}

function judgeGate(gate: Gate, evidence: GateEvidence): readonly GateVerdict[] {
  if ('metric' in gate && gate.metric !== undefined) return judgeMetric({ ...gate, metric: gate.metric }, evidence);
  if ('behaviour_tests' in gate) return [behaviourGate(evidence)];
  if ('parity' in gate) return [parityGate(evidence)];
  if ('attestation' in gate) {
    const { attestation = '', by = '' } = gate;
    return [attestationGate({ attestation, by }, evidence)];
  }
  return [];
}

type MetricGate = BoundGate & {
  readonly min?: number;
  readonly max?: number;
  readonly min_improvement?: number;
  readonly over?: string;
  readonly max_gap?: number;
};

function judgeMetric(gate: MetricGate, evidence: GateEvidence): readonly GateVerdict[] {
  const { metric, min, max, min_improvement, over = 'deployed', max_gap } = gate;
  if (isLatency(metric)) {
    return [
      ...(min === undefined ? [] : [latencyBound(metric, 'min', min, evidence)]),
      ...(max === undefined ? [] : [latencyBound(metric, 'max', max, evidence)]),
    ];
  }
  if (operationalMetric(metric) !== undefined) {
    const bounds = [min !== undefined && `at least ${min}`, max !== undefined && `at most ${max}`].filter(Boolean);
    const reason =
      'it was not measured: a training run serves no requests; bound it under `analysis` of the deployment';
    return [blocked(`${metric} ${bounds.join(' and ')}`, reason, max ?? min ?? null)];
  }
  return [
    ...(min === undefined ? [] : [metricBound(gate, 'min', min, evidence)]),
    ...(max === undefined ? [] : [metricBound(gate, 'max', max, evidence)]),
    ...(min_improvement === undefined ? [] : [improvement(gate, min_improvement, over, evidence)]),
    ...(max_gap === undefined ? [] : [gap(gate, max_gap, evidence)]),
  ];
}
