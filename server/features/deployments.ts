import type { Project } from '../../core/project/project.ts';
import { plainText } from '../../core/views/markdown.ts';
import type { LiveVersion } from '../../core/views/rollout-page.ts';
import type { TreeContext, TreeNode } from '../../core/views/tree.ts';
import type { RegistryFacts } from '../registry-facts.ts';
import type { RolloutFacts } from '../rollout-facts.ts';
import { definitionRow } from './definition-row.ts';
import { moment } from './moment.ts';

/** What a process that serves has counted, by deployment; undefined while none does. */
export type LiveOf = (deployment: string) => readonly LiveVersion[] | undefined;

interface Look {
  readonly icon: string;
  readonly state: TreeNode['state'];
  readonly context: TreeContext;
}

const LOOKS: Readonly<Record<RolloutFacts['status'], Look>> = {
  idle: { icon: 'rocket', state: 'passed', context: 'rolloutIdle' },
  progressing: { icon: 'rocket', state: 'unknown', context: 'rolloutProgressing' },
  paused: { icon: 'debug-pause', state: 'warning', context: 'rolloutPaused' },
  aborted: { icon: 'rocket', state: 'failed', context: 'rolloutIdle' },
};

/** The deployments of the project and of the registry: who answers, with which share, and what happened. */
export function deployments(project: Project, { rollouts }: RegistryFacts, liveOf: LiveOf): readonly TreeNode[] {
  const names = [...new Set([...project.names('deployment'), ...rollouts.keys()])].toSorted();
  return names.map((name) => {
    const facts = rollouts.get(name);
    const row = definitionRow(project, 'deployment', name);
    if (facts === undefined) return { ...row, description: 'not deployed yet', icon: 'rocket', context: 'rolloutNone' };
    const live = liveOf(name);
    return {
      ...row,
      ...LOOKS[facts.status],
      description: [shares(facts), facts.status === 'idle' ? undefined : facts.status, live && 'serving']
        .filter(Boolean)
        .join(' · '),
      tooltip: [row.tooltip, plainText(facts.reason)].filter(Boolean).join('\n\n'),
      children: [...versionRows(name, facts, live), ...eventRows(name, facts)],
      expanded: true,
    };
  });
}

/** `v3`, or `v3 75 %, v4 25 %` */
function shares({ stable, candidate }: RolloutFacts): string {
  if (candidate === undefined) return `v${stable.version}`;
  return `v${stable.version} ${100 - candidate.weight} %, v${candidate.version} ${candidate.weight} %`;
}

function versionRows(
  deployment: string,
  { model, stable, candidate }: RolloutFacts,
  live: readonly LiveVersion[] | undefined,
): readonly TreeNode[] {
  const row = (role: 'stable' | 'candidate', version: number, weight: number, since: string | undefined): TreeNode => {
    const lived = live?.find((each) => each.role === role && each.version === version);
    const share = lived === undefined ? undefined : `${Number((lived.share * 100).toPrecision(3))} % now`;
    return {
      id: `deployment:${deployment}/${role}`,
      label: `v${version}`,
      description: [role, `${weight} %`, share].filter(Boolean).join(' · '),
      tooltip: since === undefined ? undefined : `live since ${moment(since)}`,
      icon: role === 'stable' ? 'circle-filled' : 'circle-large-outline',
      context: 'detail',
      subject: model === undefined ? undefined : `model-version:${model}@${version}`,
    };
  };
  return [
    row('stable', stable.version, 100 - (candidate?.weight ?? 0), stable.since),
    ...(candidate === undefined ? [] : [row('candidate', candidate.version, candidate.weight, candidate.since)]),
  ];
}

function eventRows(deployment: string, { events }: RolloutFacts): readonly TreeNode[] {
  if (events.length === 0) return [];
  const rows = events.map(
    ({ id, at, actor, action, reason }): TreeNode => ({
      id: `deployment:${deployment}/${id}`,
      label: action,
      description: [moment(at), actor].join(' · '),
      tooltip: reason === undefined ? undefined : plainText(reason),
      icon: 'history',
      context: 'detail',
    }),
  );
  return [
    {
      id: `deployment:${deployment}/events`,
      label: 'What happened',
      icon: 'history',
      context: 'detail',
      children: rows,
    },
  ];
}
