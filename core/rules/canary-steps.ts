import { code } from '../contracts/words.ts';
import { appendItem } from '../documents/append-item.ts';
import { editOf } from './fixes/edit-of.ts';
import type { FileOf, Finding, Fix, FixContext, Rule, RuleContext } from './rule.ts';

export const canarySteps: Rule<'deployment'> = {
  id: 'canary-steps',
  title: 'Canary steps that do not lead to all requests',
  level: 'error',
  kinds: ['deployment'],
  docs: {
    why: 'A canary gives the new version a growing share of the requests. The last step is 100: otherwise the rollout never ends.',
    bad: `-- delays.deployment.yaml --
name: delays
model: delays@1
rollout:
  strategy: canary
  steps: [{ weight: 25, for: 10m }, { weight: 5, for: 30m }, { weight: 100 }]
-- delays.model.yaml --
name: delays
feature_view: delays@1
task: regression
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
    good: `-- delays.deployment.yaml --
name: delays
model: delays@1
rollout:
  strategy: canary
  steps: [{ weight: 5, for: 10m }, { weight: 25, for: 30m }, { weight: 100 }]
-- delays.model.yaml --
name: delays
feature_view: delays@1
task: regression
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
  check(file, context) {
    const { strategy, steps } = file.definition.rollout ?? {};
    if (strategy !== 'canary' || steps === undefined) return;
    checkRise(file, steps, context);
    checkEnd(file, steps, context);
  },
  fixes: addLastStep,
};

type Steps = NonNullable<NonNullable<FileOf<'deployment'>['definition']['rollout']>['steps']>;

function checkRise(file: FileOf<'deployment'>, steps: Steps, { project, report }: RuleContext): void {
  let before = 0;
  for (const [index, step] of steps.entries()) {
    const weight = step?.weight;
    if (weight === undefined) continue;
    const span = project.spanOf(file, ['rollout', 'steps', index, 'weight']);
    if (weight <= 0 || weight > 100) {
      report(span, `a weight is a percentage above 0 and up to 100, not ${weight}`);
    } else if (weight <= before) {
      report(span, `the step of ${weight} does not rise above the one of ${before} before it`);
    }
    before = Math.max(before, weight);
  }
}

/** The last step must be known, and be less than all, to be a mistake. */
function checkEnd(file: FileOf<'deployment'>, steps: Steps, { project, report }: RuleContext): void {
  const last = steps.at(-1)?.weight;
  if (steps.length === 0) {
    const help = `such as ${code('[{ weight: 5, for: 10m }, { weight: 100 }]')}`;
    report(project.spanOf(file, ['rollout', 'steps']), 'a canary needs at least one step', { help });
  } else if (last !== undefined && last > 0 && last < 100 && steps.every((step) => (step?.weight ?? 0) <= last)) {
    report(project.spanOf(file, ['rollout', 'steps', steps.length - 1, 'weight']), `the rollout ends at ${last} %`, {
      help: `add the step ${code(LAST_STEP)}`,
      data: { unfinished: true },
    });
  }
}

const LAST_STEP = '{ weight: 100 }';

function addLastStep(finding: Finding, file: FileOf<'deployment'>, context: FixContext): readonly Fix[] {
  if (finding.data?.unfinished !== true) return [];
  return editOf(`Add the step ${code(LAST_STEP)}`, file, context, (document) =>
    appendItem(document, ['rollout', 'steps'], { weight: 100 }),
  );
}
