import { userInfo } from 'node:os';

/** Who does it, for the audit trail: the user of this machine, or what PLUMBLINE_ACTOR says (in CI: who asked for it). */
export function actor(): string {
  const given = process.env.PLUMBLINE_ACTOR;
  if (given !== undefined && given !== '') return given;
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return 'unknown';
  }
}
