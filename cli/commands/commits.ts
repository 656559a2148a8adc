import { changesInWords } from '../../core/reports/commit-words.ts';
import { number, plural } from '../../core/reports/numbers-in-words.ts';
import { table as asTable } from '../../core/reports/table.ts';
import type { HistoryCommit } from '../../core/tables/table-history.ts';
import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { type NamedTable, tableNamed } from '../table-named.ts';

/** `plumbline commits GROUP|DIR`: what was done to a table, the newest first. */
export const commits: Action = async (call) => {
  const table = await tableNamed(String(call.args[0]), call);
  const newestFirst = table.commits.toReversed();
  const value = { table: table.folder, commits: newestFirst.map(asJson) };
  call.output.result('commits', true, value, inWords(table, newestFirst, call.output));
  return EXIT.ok;
};

function asJson({ instant, version, at, operation, rows, total, run }: HistoryCommit) {
  const { added, updated, deleted } = rows;
  return {
    commit: instant,
    version,
    time: at,
    operation,
    rows: { added, updated, deleted },
    total,
    ...(run && { run }),
  };
}

function inWords({ label }: NamedTable, commits: readonly HistoryCommit[], { options, paint }: Output): string {
  if (commits.length === 0) return options.quiet ? '' : `${label} has no commits yet`;
  const head = ['version', 'commit', 'time (UTC)', 'operation', 'rows', ''].map(paint.dim);
  const lines = commits.map(({ version, instant, at, operation, rows, total }) => [
    String(version),
    instant,
    at.slice(0, 19).replace('T', ' '),
    operation,
    number(total),
    changesInWords(rows),
  ]);
  const sides = ['right', 'left', 'left', 'left', 'right'] as const;
  const title = `${paint.bold(label)} ${paint.dim(plural(commits.length, 'commit'))}`;
  return [...(options.quiet ? [] : [title]), asTable([head, ...lines], sides)].join('\n');
}
