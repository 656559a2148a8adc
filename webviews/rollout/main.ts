import type { RolloutPage } from '../../core/views/rollout-page.ts';
import { connect, type Host } from '../shared/host.ts';
import { live } from './live.ts';
import { split } from './split.ts';
import { steps } from './steps.ts';
import { summary } from './summary.ts';
import { timeline } from './timeline.ts';
import { versions } from './versions.ts';
import './rollout.css';

connect<RolloutPage>('rollout', draw);

/** Who answers now, how far the rollout is, what happened and why; and the way back. */
function draw(page: RolloutPage, place: HTMLElement, host: Host): void {
  document.title = `Rollout of ${page.deployment}`;
  // The page is drawn anew every second while requests come in: whoever stands on a button stays on it.
  const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('[data-keep]')?.dataset.keep;
  place.replaceChildren(
    summary(page, host),
    ...split(page),
    ...steps(page),
    ...live(page, host),
    ...versions(page, host),
    ...timeline(page),
  );
  if (focused !== undefined)
    place.querySelector<HTMLElement>(`[data-keep="${focused}"]`)?.focus({ preventScroll: true });
}
