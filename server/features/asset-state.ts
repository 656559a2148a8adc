import type { DefinitionFile } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { suitesOfGroup } from '../../core/project/suites-of-group.ts';
import type { Results } from '../results.ts';
import { resultsOfSuite } from './results-of-suite.ts';

export type AssetState = 'passed' | 'failed' | 'warning' | 'running' | 'unknown';

const RUN_STATES = {
  succeeded: 'passed',
  running: 'running',
  failed: 'failed',
  cancelled: 'warning',
  interrupted: 'failed',
} as const;

/** How an asset stands, by its last run or validation; undefined for kinds that nothing is run for. */
export function stateOf(project: Project, file: DefinitionFile, results: Results): AssetState | undefined {
  const name = file.key?.name ?? '';
  switch (file.kind) {
    case 'expectation-suite': {
      const last = resultsOfSuite(project, name, results);
      return last.length === 0 ? 'unknown' : last.every(({ success }) => success) ? 'passed' : 'failed';
    }
    case 'feature-group':
      return worst(suitesOfGroup(project, file).map((suite) => stateOf(project, suite, results) ?? 'unknown'));
    case 'pipeline': {
      const run = results.runs.get(name);
      return run === undefined ? 'unknown' : RUN_STATES[run.status];
    }
    default:
      return undefined;
  }
}

function worst(states: readonly AssetState[]): AssetState | undefined {
  return (['failed', 'warning', 'running', 'unknown', 'passed'] as const).find((state) => states.includes(state));
}
