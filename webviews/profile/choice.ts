import type { ProfilePage, ProposalRow } from '../../core/views/profile-page.ts';
import type { Host } from '../shared/host.ts';

/** Which proposals are accepted; kept over hiding, reloading and restarting. */
export interface Choice {
  isAccepted(proposal: ProposalRow): boolean;
  /** Accepts these or takes them back, and tells everyone who follows. */
  set(proposals: readonly ProposalRow[], accepted: boolean): void;
  /** Numbers of the accepted ones, in order. */
  accepted(): readonly number[];
  /** Called now, and after each change. */
  follow(update: () => void): void;
}

/** What is less sure than this is not accepted before somebody has looked at it. */
const SURE_ENOUGH = 0.75;

export function createChoice(page: ProfilePage, host: Host): Choice {
  const all = page.sections.flatMap(({ proposals }) => proposals);
  const key = `accepted ${page.id}`;
  const kept = host.recall(key);
  const numbers = new Set(
    kept === undefined
      ? all.filter(({ confidence }) => confidence >= SURE_ENOUGH).map(({ number }) => number)
      : kept.split(',').filter(Boolean).map(Number),
  );
  const followers: (() => void)[] = [];
  const accepted = () => [...numbers].toSorted((a, b) => a - b);
  return {
    isAccepted: ({ number }) => numbers.has(number),
    set(proposals, isAccepted) {
      for (const { number } of proposals) {
        if (isAccepted) numbers.add(number);
        else numbers.delete(number);
      }
      host.remember(key, accepted().join(','));
      for (const update of followers) update();
    },
    accepted,
    follow(update) {
      followers.push(update);
      update();
    },
  };
}
