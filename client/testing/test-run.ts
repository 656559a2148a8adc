import type * as vscode from 'vscode';
import type { TestTarget } from '../../core/views/requests.ts';
import type { Runs } from '../runs.ts';
import { planRun } from './plan-run.ts';
import type { KnownTests } from './test-view.ts';
import { createVerdicts } from './verdicts.ts';

/** Runs what was chosen in the Testing view; each verdict is shown on its line as soon as it is known. */
export async function runTests(
  controller: vscode.TestController,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
  known: KnownTests,
  runs: Runs,
): Promise<void> {
  const plan = planRun(known.targets, request.include && idsOf(request.include), idsOf(request.exclude ?? []));
  const run = controller.createTestRun(request);
  const verdicts = createVerdicts(run, known, plan);

  const judge = async (command: string, selectors: readonly string[], leaves: readonly TestTarget[]) => {
    if (leaves.length === 0 || token.isCancellationRequested) return;
    verdicts.start(leaves);
    verdicts.close(await runs.follow([command, ...selectors], token, verdicts.hear), leaves);
  };
  try {
    const suites = plan.suites.map(({ selector }) => selector);
    await judge('validate', suites, plan.leaves.filter(isExpectation));
    await judge(
      'test',
      plan.pytest,
      plan.leaves.filter((leaf) => !isExpectation(leaf)),
    );
  } finally {
    verdicts.skipRest();
    run.end();
  }
}

const idsOf = (items: readonly vscode.TestItem[]) => new Set(items.map(({ id }) => id));
const isExpectation = ({ kind }: TestTarget) => kind === 'expectation' || kind === 'suite';
