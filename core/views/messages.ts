import type { LineagePage } from './lineage-page.ts';
import type { Range } from './position.ts';
import type { ValidationPage } from './validation-page.ts';

/** A page is its view model; the host sends it, and sends it again when it changes. */
export type Page = ValidationPage | LineagePage;

export type HostMessage = { readonly type: 'page'; readonly page: Page };

/** What a page asks of its host. It never does anything itself. */
export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly file: string; readonly range: Range | undefined }
  | { readonly type: 'validate'; readonly suite: string }
  | { readonly type: 'lineage'; readonly asset: string };
