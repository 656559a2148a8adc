import type { RecordedCommit } from '../../core/registry/commits.ts';
import { number, plural } from '../../core/reports/numbers-in-words.ts';
import { plainText } from '../../core/views/markdown.ts';
import type { TreeNode } from '../../core/views/tree.ts';
import { moment } from './moment.ts';

/** More than these are put away in a row of their own. */
const SHOWN = 20;

/** The commits of a feature group's table, the newest first. */
export function commitsRow(id: string, commits: readonly RecordedCommit[]): readonly TreeNode[] {
  const [newest] = commits;
  if (newest === undefined) return [];
  const rows = commits.map((commit) => commitRow(id, commit));
  const earlier = rows.slice(SHOWN);
  const more: TreeNode = {
    id: `${id}/commits/earlier`,
    label: `${number(earlier.length)} earlier`,
    icon: 'ellipsis',
    context: 'detail',
    children: earlier,
  };
  return [
    {
      id: `${id}/commits`,
      label: 'Commits',
      description: `${number(commits.length)} · ${plural(newest.total, 'row')} now`,
      icon: 'git-commit',
      context: 'commits',
      children: [...rows.slice(0, SHOWN), ...(earlier.length > 0 ? [more] : [])],
    },
  ];
}

function commitRow(id: string, { table, instant, at, operation, rows, total, run }: RecordedCommit): TreeNode {
  return {
    id: `${id}/commits/${instant}`,
    label: moment(at),
    description: `${changed(rows)} · ${operation}`,
    tooltip: [
      `**${plainText(table)}** at ${instant}`,
      `${plainText(operation)}: ${number(rows.added)} added, ${number(rows.updated)} updated, ${number(rows.deleted)} deleted; ${plural(total, 'row')} after it`,
      ...(run === undefined ? [] : [`by run ${plainText(run)}`]),
    ].join('\n\n'),
    icon: 'git-commit',
    context: 'commit',
    subject: `commit:${table}/${instant}`,
  };
}

/** `+336,776 ~12 −3`, only what there is. */
export function changed({ added, updated, deleted }: RecordedCommit['rows']): string {
  const parts = [
    ...(added > 0 ? [`+${number(added)}`] : []),
    ...(updated > 0 ? [`~${number(updated)}`] : []),
    ...(deleted > 0 ? [`−${number(deleted)}`] : []),
  ];
  return parts.length === 0 ? 'no rows changed' : parts.join(' ');
}
