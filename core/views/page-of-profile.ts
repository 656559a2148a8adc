import { titleOf } from '../catalogue/expectation-in-words.ts';
import { renderFlow } from '../documents/render-yaml.ts';
import type { Profile } from '../expectations/profile.ts';
import type { Proposal } from '../expectations/profiling/proposal.ts';
import type { ProfilePage, ProfileSection, ProposalRow } from './profile-page.ts';

/** The page on which a person reviews what was drawn from data. */
export function pageOfProfile(
  { drawn, columns, rows }: Profile,
  about: Pick<ProfilePage, 'ranAt' | 'seconds'>,
): Omit<ProfilePage, 'id'> {
  const numbered = drawn.proposals.map((proposal, index) => ({ proposal, row: rowOf(proposal, index + 1) }));
  const rowsOf = (column: string | undefined) =>
    numbered.filter(({ proposal }) => proposal.column === column).map(({ row }) => row);
  const table: ProfileSection = {
    column: undefined,
    seen: drawn.seen,
    semanticType: undefined,
    pii: undefined,
    proposals: rowsOf(undefined),
  };
  const sections = drawn.columns.map(({ column, seen }, index) => ({
    column,
    seen: lineOf(seen, column, columns[index]?.semantic_type),
    semanticType: columns[index]?.semantic_type,
    pii: columns[index]?.pii,
    proposals: rowsOf(column),
  }));
  return {
    kind: 'profile',
    suite: drawn.name,
    label: drawn.label,
    rows,
    columns: columns.length,
    ...about,
    sections: [table, ...sections],
    keys: drawn.keys.map(({ columns, confidence }) => ({ columns, confidence })),
    dependencies: drawn.dependencies.map(({ column, decides }) => ({ column, decides })),
  };
}

/** The line without what stands above it on the page: the name, and what the column is about. */
function lineOf(seen: string, column: string, semanticType: string | undefined): string {
  const end = seen.lastIndexOf(` · ${semanticType}`);
  return seen.slice(column.length + 2, end < 0 ? undefined : end);
}

function rowOf({ expectation, reason, confidence }: Proposal, number: number): ProposalRow {
  const { column: _, ...args } = expectation.kwargs;
  const flow = renderFlow(args);
  return {
    number,
    type: expectation.type,
    title: titleOf(expectation.type),
    args: flow === '{}' ? '' : flow.slice(2, -2),
    reason,
    confidence,
  };
}
