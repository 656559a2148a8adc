import { join } from 'node:path';
import type { Run, RunStatus } from '../../core/registry/runs.ts';
import { plainText } from '../../core/views/markdown.ts';
import type { TreeNode } from '../../core/views/tree.ts';
import { entriesOf } from '../unknown-json.ts';
import { moment } from './moment.ts';
import { BEGINNING } from './ranges.ts';

const LOOKS: Readonly<Record<RunStatus, { readonly icon: string; readonly state: NonNullable<TreeNode['state']> }>> = {
  running: { icon: 'sync', state: 'running' },
  succeeded: { icon: 'pass', state: 'passed' },
  failed: { icon: 'error', state: 'failed' },
  cancelled: { icon: 'circle-slash', state: 'unknown' },
  interrupted: { icon: 'warning', state: 'warning' },
};

/** What was run, the newest first, with what came of it, how long it took, and its log. */
export function runs(runs: readonly Run[], storage: string): readonly TreeNode[] {
  return runs.map((run) => {
    const { id, kind, asset, status, startedAt, error } = run;
    const log = run.logFile === undefined ? undefined : { file: join(storage, run.logFile), range: BEGINNING };
    const detail = (
      name: string,
      label: string,
      description: string | undefined,
      icon: string,
      more: Partial<TreeNode> = {},
    ): TreeNode => ({
      id: `run:${id}/${name}`,
      label,
      description,
      icon,
      context: 'detail',
      ...more,
    });
    return {
      id: `run:${id}`,
      label: asset?.name ?? kind,
      description: [status, took(run), moment(startedAt)].filter(Boolean).join(' · '),
      tooltip: tooltip(run),
      ...LOOKS[status],
      context: 'run',
      subject: `run:${id}`,
      ...(log === undefined ? {} : { target: log }),
      children: [
        ...(error === undefined
          ? []
          : [
              detail('error', error.what, error.why, 'error', {
                state: 'failed',
                tooltip: plainText([error.what, error.why, error.help].filter(Boolean).join('\n\n')),
              }),
            ]),
        ...entriesOf(run.params).map(([name, value]) =>
          detail(`param/${name}`, name, typeof value === 'string' ? value : JSON.stringify(value), 'symbol-parameter'),
        ),
        ...(log === undefined ? [] : [detail('log', 'Log', undefined, 'output', { target: log })]),
      ],
    };
  });
}

function tooltip({ id, kind, asset, status, startedAt, git, error }: Run): string {
  return [
    `**${plainText(asset?.name ?? kind)}** · ${status}`,
    `${kind}, ${moment(startedAt)}, run ${id}`,
    git?.commit && `code ${git.commit.slice(0, 7)}${git.dirty ? ' with changes' : ''}`,
    error && plainText([error.what, error.why].filter(Boolean).join('. ')),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** `3.2 s`, `2 min 5 s`; nothing while it runs. */
function took({ startedAt, endedAt }: Run): string | undefined {
  if (endedAt === undefined) return undefined;
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  return seconds < 60
    ? `${Number(seconds.toPrecision(2))} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
