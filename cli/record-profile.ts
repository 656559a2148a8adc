import type { Profile } from '../core/expectations/profile.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import { recordResult } from '../core/registry/record-result.ts';
import { openRegistry } from '../core/registry/registry.ts';
import { pageOfProfile } from '../core/views/page-of-profile.ts';
import { PROFILE, type StoredProfile } from '../core/views/stored-profile.ts';
import { openProject } from './open-project.ts';
import type { Output } from './output.ts';

/**
 * Keeps a profile in the project, so that its proposals can be reviewed and accepted one by one; returns its id. Outside
 * a project nothing is kept.
 */
export async function keepProfile(
  profile: Profile,
  about: { readonly ranAt: string; readonly seconds: number },
  { options }: Output,
  signal: AbortSignal,
): Promise<string | undefined> {
  const storage = await storageOrNone(options, signal);
  if (storage === undefined) return undefined;
  const registry = await openRegistry(storage);
  try {
    const { drawn, rows } = profile;
    const whole: StoredProfile = { page: pageOfProfile(profile, about), drawn };
    return await recordResult(registry, {
      kind: PROFILE,
      subject: drawn.name,
      target: drawn.label,
      success: true,
      statistics: { rows, proposals: drawn.proposals.length },
      items: [],
      whole,
    });
  } finally {
    registry.dispose();
  }
}

/** A data file needs no project, not even where a folder was named in which one might be. */
async function storageOrNone(options: Output['options'], signal: AbortSignal): Promise<string | undefined> {
  try {
    return (await openProject(options, signal)).storage;
  } catch (error) {
    if (error instanceof PlumblineError && error.kind === 'usage') return undefined;
    throw error;
  }
}
