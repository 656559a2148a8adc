import type { HostMessage, Page, PageMessage } from '../../core/views/messages.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: PageMessage): void;
  getState(): Readonly<Record<string, unknown>> | undefined;
  setState(state: Readonly<Record<string, unknown>>): void;
};

/** The editor, as a page sees it. */
export interface Host {
  /** Asks for something; a page does nothing itself. */
  send(message: PageMessage): void;
  /** Keeps a choice of the user's over hiding, reloading and restarting. */
  remember(name: string, value: string): void;
  recall(name: string): string | undefined;
}

/** Draws the page whenever the editor sends it, and asks for it the first time. */
export function connect<P extends Page>(
  kind: P['kind'],
  draw: (page: P, place: HTMLElement, host: Host) => void,
): void {
  const api = acquireVsCodeApi();
  const place = document.getElementById('page') as HTMLElement;
  // What the editor needs to open the page again after a restart stands beside what the page itself remembers.
  api.setState({ ...api.getState(), ...JSON.parse(document.body.dataset.state ?? '{}') });
  const host: Host = {
    send: (message) => api.postMessage(message),
    remember: (name, value) => api.setState({ ...api.getState(), [name]: value }),
    recall(name) {
      const value = api.getState()?.[name];
      return typeof value === 'string' ? value : undefined;
    },
  };
  window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => {
    if (data.type === 'page' && data.page.kind === kind) draw(data.page as P, place, host);
  });
  host.send({ type: 'ready' });
}
