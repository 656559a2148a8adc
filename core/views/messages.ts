import type { ComparisonPage } from './comparison-page.ts';
import type { DriftPage } from './drift-page.ts';
import type { LineagePage } from './lineage-page.ts';
import type { Range } from './position.ts';
import type { ProfilePage } from './profile-page.ts';
import type { RolloutPage } from './rollout-page.ts';
import type { ValidationPage } from './validation-page.ts';

/** A page is its view model; the host sends it, and sends it again when it changes. */
export type Page = ValidationPage | LineagePage | ComparisonPage | RolloutPage | DriftPage | ProfilePage;

export type HostMessage = { readonly type: 'page'; readonly page: Page };

/** What a page asks of its host. It never does anything itself. */
export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly file: string; readonly range: Range | undefined }
  | { readonly type: 'validate'; readonly suite: string }
  | { readonly type: 'lineage'; readonly asset: string }
  /** Compare the versions of a model with these numbers. */
  | { readonly type: 'compare'; readonly model: string; readonly left: number; readonly right: number }
  | { readonly type: 'rollout'; readonly deployment: string; readonly action: RolloutAction }
  /** Choose a version to deploy. */
  | { readonly type: 'deploy'; readonly deployment: string }
  | { readonly type: 'serve'; readonly deployment: string }
  /** Look again what has drifted. */
  | { readonly type: 'monitor'; readonly monitor: string }
  /** Write these proposals of a profile (they count from 1) as a suite of this name, if that is free. */
  | { readonly type: 'accept'; readonly profile: string; readonly suite: string; readonly numbers: readonly number[] };

/** What a person can do to a rollout; each is a command of `plumbline` of the same name. */
export const ROLLOUT_ACTIONS = ['promote', 'pause', 'resume', 'abort', 'rollback'] as const;
export type RolloutAction = (typeof ROLLOUT_ACTIONS)[number];
