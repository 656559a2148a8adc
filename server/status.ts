import type { Status } from '../core/views/requests.ts';
import type { Session } from './session.ts';

/** What the status bar and the views' welcome pages need to know. */
export function statusOf(sessions: readonly Session[], loading: boolean): Status {
  const [first] = sessions;
  const counts = { errors: 0, warnings: 0 };
  const suites = { passed: 0, failed: 0, unknown: 0 };
  for (const session of sessions) {
    for (const findings of session.allFindings()) {
      for (const { severity } of findings) {
        if (severity === 'error') counts.errors += 1;
        else if (severity === 'warning') counts.warnings += 1;
      }
    }
    for (const name of session.project.names('expectation-suite')) {
      const result = session.results.latest.get(name);
      suites[result === undefined ? 'unknown' : result.success ? 'passed' : 'failed'] += 1;
    }
  }
  return {
    state: loading ? 'loading' : first === undefined ? 'none' : 'ready',
    project: first?.project.config.project,
    files: sessions.reduce((sum, { project }) => sum + project.files.size, 0),
    ...counts,
    suites,
  };
}
