import type { PageKind } from './page-panel.ts';

export interface ComparisonState {
  readonly model: string;
  readonly left: number;
  readonly right: number;
}

export const COMPARISON: PageKind<ComparisonState> = {
  viewType: 'plumbline.comparison',
  name: 'comparison',
  key: ({ model, left, right }) => `${model} ${left} ${right}`,
  title: ({ model, left, right }) => `Compare ${model}: v${left}, v${right}`,
  load: (server, state) => server.request('plumbline/comparisonPage', state),
  nothing: ({ model, left, right }) => `The registry does not have both ${model}@${left} and ${model}@${right}.`,
};
