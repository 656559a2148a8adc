import { loadBase } from '../core/rules/load-base.ts';
import type { Session } from './session.ts';

/**
 * Compares a project with its registered state. Git is a program, and its configuration can name others to run: in a
 * workspace that is not trusted there is no base.
 */
export async function refreshBase(session: Session, trusted: boolean, warn: (message: string) => void): Promise<void> {
  if (!trusted) return;
  try {
    session.setBase(await loadBase(session.project));
  } catch (error) {
    warn(error instanceof Error ? error.message : String(error));
  }
}
