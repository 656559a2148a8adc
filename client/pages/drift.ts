import type { PageKind } from './page-panel.ts';

/** A stored result, or the latest one of a monitor. */
export type DriftState = { readonly result: string } | { readonly monitor: string };

export const DRIFT: PageKind<DriftState> = {
  viewType: 'plumbline.drift',
  name: 'drift',
  key: (state) => ('monitor' in state ? `monitor:${state.monitor}` : `result:${state.result}`),
  title: (state, page) => {
    if (page?.kind === 'drift') return `Drift: ${page.monitor ?? page.current.label}`;
    return 'monitor' in state ? `Drift: ${state.monitor}` : 'Drift';
  },
  load: (server, state) => server.request('plumbline/driftPage', state),
  nothing: (state) =>
    'monitor' in state ? `${state.monitor} has not compared any data yet.` : 'This result is no longer kept.',
};
