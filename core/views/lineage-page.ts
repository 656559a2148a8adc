import type { Range } from './position.ts';

/** What the lineage page draws, from left (sources) to right (uses). */
export interface LineagePage {
  readonly kind: 'lineage';
  /** The asset the page is about. */
  readonly focus: string;
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
}

export interface LineageNode {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly detail: string | undefined;
  readonly state: 'passed' | 'failed' | 'warning' | 'unknown';
  readonly target: { readonly file: string; readonly range: Range } | undefined;
}

export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  /** `reads`, `writes`, `joins`, `judged by`, `computed by`. */
  readonly role: string;
}
