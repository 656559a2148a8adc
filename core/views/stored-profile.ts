import type { DrawnSuite } from '../expectations/profile-to-yaml.ts';
import type { ProfilePage } from './profile-page.ts';

/** The kind under which profiles stand in the registry. */
export const PROFILE = 'profile';

/** What is kept of a profile in a file of its own: its page, and what any choice of its proposals is written from. */
export interface StoredProfile {
  /** Its id is that of the result, and known only when it is kept. */
  readonly page: Omit<ProfilePage, 'id'>;
  readonly drawn: DrawnSuite;
}
