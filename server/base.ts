import { describeError } from '../core/platform/problem.ts';
import { loadBase } from '../core/rules/load-base.ts';
import type { Session } from './session.ts';

/**
 * Compares a project with its registered state. Git is a program, and its configuration can name others to run: in a
 * workspace that is not trusted this is never called, and there is no base.
 */
export async function refreshBase(session: Session, warn: (message: string) => void): Promise<void> {
  try {
    session.setBase(await loadBase(session.project));
  } catch (error) {
    session.setBase(undefined);
    warn(describeError(error));
  }
}
