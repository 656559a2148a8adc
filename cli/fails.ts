import type { Severity } from '../core/expectations/result.ts';
import type { RowOutcome } from '../core/expectations/single-row/row-verdict.ts';
import type { CommonOptions } from './options.ts';

interface Judged {
  readonly outcome: RowOutcome;
  readonly severity: Severity;
}

/** Whether a command fails by these verdicts: a failure counts by its severity; what could not be judged always does. */
export function fails(verdicts: readonly Judged[], failOn: CommonOptions['failOn']): boolean {
  if (failOn === 'never') return false;
  return verdicts.some(({ outcome, severity }) => {
    if (outcome === 'error') return true;
    if (outcome === 'failed') return severity === 'critical' || (severity === 'warning' && failOn === 'warning');
    return outcome === 'warning' && failOn === 'warning';
  });
}
