import type { Status } from '../core/views/requests.ts';
import { resultsOfSuite } from './features/results-of-suite.ts';
import type { Session } from './session.ts';

/** What the status bar and the views' welcome pages need to know. */
export function statusOf(sessions: readonly Session[], loading: boolean): Status {
  const [first] = sessions;
  const sum = (of: (session: Session) => number) => sessions.reduce((total, session) => total + of(session), 0);
  const suites = { passed: 0, failed: 0, unknown: 0 };
  for (const { project, results } of sessions) {
    for (const name of project.names('expectation-suite')) {
      const last = resultsOfSuite(project, name, results);
      suites[last.length === 0 ? 'unknown' : last.every(({ success }) => success) ? 'passed' : 'failed'] += 1;
    }
  }
  return {
    state: loading ? 'loading' : first === undefined ? 'none' : 'ready',
    project: first?.project.config.project,
    files: sum(({ project }) => project.files.size),
    errors: sum(({ findings }) => findings.errors),
    warnings: sum(({ findings }) => findings.warnings),
    suites,
  };
}
