import type { PageKind } from './page-panel.ts';

export interface RolloutPageState {
  readonly deployment: string;
}

export const ROLLOUT: PageKind<RolloutPageState> = {
  viewType: 'plumbline.rollout',
  name: 'rollout',
  key: ({ deployment }) => deployment,
  title: ({ deployment }) => `Rollout: ${deployment}`,
  load: (server, { deployment }) => server.request('plumbline/rolloutPage', { deployment }),
  nothing: ({ deployment }) => `The project no longer defines the deployment ${deployment}.`,
  live: true,
};
