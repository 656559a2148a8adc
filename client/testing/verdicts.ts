import * as vscode from 'vscode';
import type { ExpectationOutcome, RunEvent, SuiteOutcome, TestOutcome } from '../../core/views/progress.ts';
import type { TestTarget } from '../../core/views/requests.ts';
import { toRange, uriOf } from '../open-file.ts';
import type { RunEnd } from '../run-cli.ts';
import { expectationAt, pythonTestOf, suiteOf } from './match-outcome.ts';
import type { TestPlan } from './plan-run.ts';
import type { KnownTests } from './test-view.ts';

/** Writes what a run of the command line tells into a run of the Testing view. */
export interface Verdicts {
  start(leaves: readonly TestTarget[]): void;
  hear(event: RunEvent): void;
  /** After the end of a run: what is still without a verdict cannot get one any more. */
  close(end: RunEnd, leaves: readonly TestTarget[]): void;
  skipRest(): void;
}

type State = 'open' | 'passed' | 'failed';

export function createVerdicts(run: vscode.TestRun, { items, root }: KnownTests, plan: TestPlan): Verdicts {
  const states = new Map<string, State>();
  for (const leaf of plan.leaves) {
    states.set(leaf.id, 'open');
    run.enqueued(itemOf(leaf));
  }

  function itemOf({ id }: TestTarget): vscode.TestItem {
    return items.get(id) as vscode.TestItem;
  }

  /** A failed case of a parametrised test is not outweighed by a case that passes after it. */
  function settle(target: TestTarget, state: State, tell: (item: vscode.TestItem) => void): void {
    const before = states.get(target.id);
    if (before === undefined || (before === 'failed' && state === 'passed')) return;
    states.set(target.id, state);
    tell(itemOf(target));
  }

  function hearSuite(outcome: SuiteOutcome): void {
    const suite = suiteOf(outcome, plan.suites);
    if (suite === undefined) return;
    const each = (outcome.seconds * 1000) / Math.max(1, outcome.expectations.length);
    for (const expectation of outcome.expectations) {
      const target = expectationAt(suite, expectation.position);
      if (target !== undefined) hearExpectation(target, expectation, each);
    }
  }

  function hearExpectation(target: TestTarget, { outcome, summary, range }: ExpectationOutcome, ms: number): void {
    const holds = outcome === 'passed' || outcome === 'warning';
    settle(target, holds ? 'passed' : 'failed', (item) => {
      const message = messageAt(item, summary, range && toRange(range));
      run.appendOutput(terminal(`${outcome}: ${target.label}: ${summary}\n`), message.location, item);
      if (holds) run.passed(item, ms);
      else if (outcome === 'failed') run.failed(item, message, ms);
      else run.errored(item, message, ms);
    });
  }

  function hearTest(test: TestOutcome): void {
    const target = pythonTestOf(test, plan.leaves);
    if (target === undefined) return;
    const holds = test.outcome === 'passed' || test.outcome === 'skipped';
    settle(target, holds ? 'passed' : 'failed', (item) => {
      const message = messageAt(item, test.message ?? `${test.name} ${test.outcome}`, undefined);
      if (test.at !== undefined) {
        message.location = new vscode.Location(uriOf(root, test.at.file), new vscode.Position(test.at.line, 0));
      }
      if (test.outcome === 'passed') run.passed(item, test.seconds * 1000);
      else if (test.outcome === 'skipped') run.skipped(item);
      else if (test.outcome === 'failed') run.failed(item, message, test.seconds * 1000);
      else run.errored(item, message, test.seconds * 1000);
    });
  }

  return {
    start(leaves) {
      for (const leaf of leaves) run.started(itemOf(leaf));
    },
    hear(event) {
      if (event.event === 'suite') hearSuite(event.suite);
      else if (event.event === 'test') hearTest(event.test);
      else if (event.event === 'log') run.appendOutput(terminal(event.text));
    },
    close(end, leaves) {
      if (end.kind === 'cancelled') return;
      const text = end.kind === 'error' ? inWords(end) : 'The run ended without a verdict on this.';
      const open = leaves.filter(({ id }) => states.get(id) === 'open');
      for (const leaf of open) settle(leaf, 'passed', (item) => run.skipped(item));
      // Said once, at the suite or the file, and not at everything in it.
      for (const item of new Set(open.map((leaf) => itemOf(leaf).parent ?? itemOf(leaf)))) {
        run.errored(item, messageAt(item, text));
      }
    },
    skipRest() {
      for (const leaf of plan.leaves) if (states.get(leaf.id) === 'open') run.skipped(itemOf(leaf));
    },
  };
}

function messageAt(item: vscode.TestItem, text: string, range = item.range): vscode.TestMessage {
  const message = new vscode.TestMessage(text);
  if (item.uri !== undefined && range !== undefined) message.location = new vscode.Location(item.uri, range);
  return message;
}

function inWords({ message, where, why, help }: Extract<RunEnd, { kind: 'error' }>): string {
  return [where === undefined ? message : `${where}: ${message}`, why, help].filter(Boolean).join('\n');
}

/** The output of a test run is shown in a terminal. */
const terminal = (text: string) => `${text.replace(/\r?\n$/, '').replace(/\r?\n/g, '\r\n')}\r\n`;
