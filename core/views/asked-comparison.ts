import type { AskedModel } from '../models/questions/ask-model.ts';
import type { BehaviourResult } from '../models/questions/behaviour-result.ts';
import type { Latency } from '../models/questions/latency.ts';
import { exampleInWords } from '../reports/asked-text.ts';
import type { AskedCard, AskedComparison } from './comparison-page.ts';

/** What two versions said themselves, when their training runs asked them: how long they take, and how they behave. */
export function compareAsked(left: AskedModel | undefined, right: AskedModel | undefined): readonly AskedComparison[] {
  const latencies = LATENCIES.map(
    ({ metric, hint }): AskedComparison => ({
      name: metric,
      hint,
      left: latencyCard(left, metric),
      right: latencyCard(right, metric),
    }),
  );
  const tests = [...testsOf(left), ...testsOf(right)];
  const names = [...new Set(tests.map(({ name }) => name))];
  const behaviour = names.map((name): AskedComparison => {
    const [before, after] = [testsOf(left), testsOf(right)].map((each) => each.find((test) => test.name === name));
    return { name, hint: (after ?? before)?.kind ?? '', left: testCard(before), right: testCard(after) };
  });
  return [...latencies, ...behaviour].filter((each) => (each.left ?? each.right) !== undefined);
}

const LATENCIES = [
  { metric: 'latency_p50_ms', hint: 'median, of single rows' },
  { metric: 'latency_p99_ms', hint: '99 of 100 single rows' },
] as const;

function latencyCard(
  asked: AskedModel | undefined,
  metric: Exclude<keyof Latency, 'questions'>,
): AskedCard | undefined {
  const latency = asked?.latency;
  if (latency === undefined || 'lacking' in latency) return undefined;
  return { text: `${latency[metric].toFixed(1)} ms`, passed: undefined, examples: [] };
}

function testsOf(asked: AskedModel | undefined): readonly BehaviourResult[] {
  const behaviour = asked?.behaviour ?? [];
  return 'lacking' in behaviour ? [] : behaviour;
}

function testCard(test: BehaviourResult | undefined): AskedCard | undefined {
  return test && { text: test.reason, passed: test.passed, examples: test.examples.map(exampleInWords) };
}
