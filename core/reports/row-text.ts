import { rowResult } from '../expectations/single-row/row-result.ts';
import type { RowVerdict } from '../expectations/single-row/row-verdict.ts';
import { EXPECTATION_WORDS } from './expectation-words.ts';
import { show } from './values-in-words.ts';
import { summaryOf } from './verdict-words.ts';

/** The verdict on one row in one sentence: `distance: -10 is not between 0 and 9000`. */
export function rowSentence(verdict: RowVerdict): string {
  const { outcome, reason = '', column, type, config, value } = verdict;
  const head = column === undefined ? '' : `${column}: `;
  const result = rowResult(verdict);
  if (result === undefined) return `${head}${outcome}: ${reason}`;
  const words = EXPECTATION_WORDS[type];
  if (words?.kind !== 'each' || outcome === 'error' || outcome === 'passed') return summaryOf(result);
  const broken = words.broken(config.kwargs, true);
  if (words.what === 'row') return `${head}the row ${broken}: ${show(value)}`;
  return `${head}${words.examples ? show(value) : 'the value'} ${broken}`;
}
