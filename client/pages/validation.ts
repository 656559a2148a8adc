import type { PageKind } from './page-panel.ts';

/** A stored result, or the latest one of a suite. */
export type ValidationState = { readonly result: string } | { readonly suite: string };

export const VALIDATION: PageKind<ValidationState> = {
  viewType: 'plumbline.validation',
  name: 'validation',
  key: (state) => ('suite' in state ? `suite:${state.suite}` : `result:${state.result}`),
  title: (state, page) => {
    if (page?.kind === 'validation') return `Validation: ${page.suite}`;
    return 'suite' in state ? `Validation: ${state.suite}` : 'Validation';
  },
  load: (server, state) => server.request('plumbline/validationPage', state),
  nothing: (state) =>
    'suite' in state ? `${state.suite} has not judged any data yet.` : 'This result is no longer kept.',
};
