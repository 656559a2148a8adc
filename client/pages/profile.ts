import type { PageKind } from './page-panel.ts';

export interface ProfileState {
  readonly result: string;
}

export const PROFILE: PageKind<ProfileState> = {
  viewType: 'plumbline.profile',
  name: 'profile',
  key: ({ result }) => result,
  title: (_, page) => (page?.kind === 'profile' ? `Profile: ${page.label.replace(/^.*[/\\]/, '')}` : 'Profile'),
  load: (server, state) => server.request('plumbline/profilePage', state),
  nothing: () => 'This profile is no longer kept: draw it again.',
};
