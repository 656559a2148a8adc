import type { Json } from '../../engine/value.ts';
import type { CandidateKey } from './candidate-keys.ts';
import { propose } from './column-proposals.ts';
import { confidenceInLaw } from './prediction.ts';
import type { Proposal } from './proposal.ts';

export function tableProposals(
  rows: number,
  columns: readonly string[],
  keys: readonly CandidateKey[],
): readonly Proposal[] {
  const key = compoundKey(keys);
  return [
    propose('expect_table_row_count_to_be_between', rowCountRange(rows), 'half as many rows to twice as many', 0.9),
    propose('expect_table_columns_to_match_set', { column_set: columns }, 'the columns it has', confidenceInLaw(rows)),
    ...(key === undefined
      ? []
      : [
          propose(
            'expect_compound_columns_to_be_unique',
            { column_list: key.columns },
            'no two rows have the same values in all of them',
            Math.min(key.confidence, confidenceInLaw(rows)),
          ),
        ]),
  ];
}

/** The surest one of several columns, where no column alone is a key. */
function compoundKey(keys: readonly CandidateKey[]): CandidateKey | undefined {
  if (keys.some(({ columns, confidence }) => columns.length === 1 && confidence >= 0.9)) return undefined;
  const [surest] = keys
    .filter(({ columns }) => columns.length > 1)
    .toSorted((a, b) => (b.expectedRepeats ?? 0) - (a.expectedRepeats ?? 0));
  return surest !== undefined && surest.confidence >= 0.9 ? surest : undefined;
}

/** Half as many rows to twice as many, to one digit. */
function rowCountRange(rows: number): Readonly<Record<string, Json>> {
  if (rows < 2) return { min_value: rows };
  const digit = 10 ** Math.floor(Math.log10(rows / 2));
  return { min_value: Math.floor(rows / 2 / digit) * digit, max_value: Math.ceil((rows * 2) / digit) * digit };
}
