import type { PageKind } from './page-panel.ts';

export interface LineageState {
  readonly asset: string;
}

export const LINEAGE: PageKind<LineageState> = {
  viewType: 'plumbline.lineage',
  name: 'lineage',
  key: ({ asset }) => asset,
  title: ({ asset }) => `Lineage: ${asset.replace(/^[a-z-]+:/, '')}`,
  load: (server, { asset }) => server.request('plumbline/lineage', { asset }),
  nothing: ({ asset }) => `The project no longer defines ${asset.replace(/^[a-z-]+:/, '')}.`,
};
