import { operationalMetric } from '../catalogue/metrics.ts';
import { code, listed } from '../contracts/words.ts';
import type { Path } from '../documents/node.ts';
import type { FileOf, Rule } from './rule.ts';

export const unusableGate: Rule<'model' | 'deployment'> = {
  id: 'unusable-gate',
  title: 'Gate that never opens, or never closes',
  level: 'error',
  kinds: ['model', 'deployment'],
  docs: {
    why: 'A gate whose smallest allowed value is above the largest lets no version through; one without any bound lets every version through. A gate that rests on what the trained model says itself needs a `predictor` to ask; figures of a running deployment are not known yet when a model is trained.',
    bad: `-- delays.model.yaml --
name: delays
feature_view: delays@1
task: binary-classification
gates: [{ metric: roc_auc, min: 0.9, max: 0.7 }]
-- delays.feature-view.yaml --
name: delays
version: 1
query: { from: flights@1 }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }]
`,
    good: `-- delays.model.yaml --
name: delays
feature_view: delays@1
task: binary-classification
gates: [{ metric: roc_auc, min: 0.7 }]
-- delays.feature-view.yaml --
name: delays
version: 1
query: { from: flights@1 }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }]
`,
  },
  check(file, { project, report }) {
    for (const { gate, path } of boundsIn(file)) {
      const problem = gateProblem(gate, file);
      if (problem === undefined) continue;
      report(project.spanOf(file, [...path, problem.key]), problem.message, { help: problem.help });
    }
    for (const { key, path, message, help } of file.kind === 'model' ? unaskable(file) : []) {
      report(project.spanOf(file, [...path, key]), message, { help });
    }
  },
};

interface Gate {
  readonly metric?: string;
  readonly min?: number;
  readonly max?: number;
  readonly min_improvement?: number;
  readonly over?: string;
  readonly max_gap?: number;
  readonly evaluation_set?: string;
}

interface PlacedGate {
  readonly gate: Gate;
  readonly path: Path;
}

function boundsIn(file: FileOf<'model' | 'deployment'>): readonly PlacedGate[] {
  const gates = file.kind === 'model' ? file.definition.gates : file.definition.rollout?.analysis;
  const path = file.kind === 'model' ? ['gates'] : ['rollout', 'analysis'];
  return (gates ?? []).flatMap((gate, index) => {
    return gate !== undefined && 'metric' in gate ? [{ gate, path: [...path, index] }] : [];
  });
}

/** Gates for which the trained model is asked itself, where there is nobody or nothing to ask. */
function unaskable({ definition: { gates = [], predictor, behaviour_tests: tests = [] } }: FileOf<'model'>) {
  return gates.flatMap((gate, index) => {
    const path: Path = ['gates', index];
    const key = gate === undefined ? undefined : ASKED.find((each) => each in gate);
    const latency = gate !== undefined && 'metric' in gate && gate.metric?.startsWith('latency_') === true;
    if (key === undefined && !latency) return [];
    if (key === 'behaviour_tests' && tests.length === 0) {
      const help = `add some under ${code('behaviour_tests')} of the model`;
      return [{ key, path, message: 'the model has no behaviour tests that could pass', help }];
    }
    if (predictor !== undefined) return [];
    const help = `name the file with ${code('class Predictor')} under ${code('predictor')}`;
    return [{ key: key ?? 'metric', path, message: 'the model has no predictor that could be asked', help }];
  });
}

const ASKED = ['behaviour_tests', 'parity'] as const;

interface GateProblem {
  readonly key: keyof Gate;
  readonly message: string;
  readonly help: string;
}

function gateProblem(gate: Gate, file: FileOf<'model' | 'deployment'>): GateProblem | undefined {
  const { metric, min, max, min_improvement, over, max_gap } = gate;
  if (metric === undefined) return undefined;
  const operational = file.kind === 'model' && operationalMetric(metric) !== undefined;
  if (operational && !metric.startsWith('latency_')) {
    const message = `${code(metric)} is not known before the model is deployed, so no version passes`;
    return { key: 'metric', message, help: `bound it under ${code('analysis')} of the deployment` };
  }
  if (operational && min === undefined && max === undefined) {
    const message = `nothing bounds ${code(metric)} itself, so any passes this gate`;
    return { key: 'metric', message, help: `bound it by ${listed(['min', 'max'], 'or')}` };
  }
  if (min !== undefined && max !== undefined && min > max) {
    return { key: 'min', message: `no value is at least ${min} and at most ${max}`, help: 'exchange the two' };
  }
  if (max_gap !== undefined && max_gap < 0) {
    return { key: 'max_gap', message: 'no difference is below 0', help: 'give the largest difference allowed' };
  }
  if (min_improvement !== undefined && over === undefined) {
    const help = `add ${code('over')}: ${listed(['deployed', 'baseline'], 'or')}, or a version`;
    return { key: 'min_improvement', message: 'it must be better, but nothing says than what', help };
  }
  if (over === 'baseline' && file.kind === 'model' && file.definition.baseline === undefined) {
    const help = `name one under ${code('baseline')}`;
    return { key: 'over', message: 'the model has no baseline to compare with', help };
  }
  if ([min, max, min_improvement, max_gap].some((bound) => bound !== undefined)) return undefined;
  const bounds = file.kind === 'model' ? ['min', 'max', 'min_improvement', 'max_gap'] : ['min', 'max'];
  return {
    key: 'metric',
    message: `any ${code(metric)} passes this gate`,
    help: `bound it by ${listed(bounds, 'or')}`,
  };
}
