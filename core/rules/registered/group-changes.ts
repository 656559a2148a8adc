import type { GroupChange, MetadataChange } from '../../contracts/change.ts';
import { describeChange } from '../../contracts/describe-change.ts';
import { diffFeatureGroups } from '../../contracts/diff-feature-groups.ts';
import { type Judgement, judge } from '../../contracts/judge.ts';
import { samePythonCode } from '../../contracts/same-python-code.ts';
import type { Project } from '../../project/project.ts';
import type { Base, FileOf, FixContext } from '../rule.ts';
import { registered } from './registered-state.ts';

type Group = FileOf<'feature-group'>;

export interface JudgedChange extends Judgement {
  readonly change: Change;
}

/** What changed in a feature group since it was registered, judged by the compatibility that the project asks for. */
export function changesSinceRegistered(file: Group, { project, base }: FixContext): readonly JudgedChange[] {
  const before = registered(file, base);
  if (base === undefined || before === undefined || isBroken(file)) return [];
  const mode = project.config.compatibility;
  const changes = [
    ...diffFeatureGroups(before.definition, file.definition),
    ...bodyChanges(before, file, project, base),
    ...earlierChanges(before, file, base),
  ];
  return changes.map((change) => ({ change, ...judge(change, mode) }));
}

/** What changed since states before the base, and does not show in the change since the base. */
function earlierChanges(before: Group, file: Group, { history }: Base): readonly Change[] {
  const { name, version } = file.definition;
  if (history === undefined || name === undefined) return [];
  const known = new Set(diffFeatureGroups(before.definition, file.definition).map(describeChange));
  const states = history.definers('feature-group', name).filter(({ key }) => key?.version === version);
  return states
    .flatMap((state) => diffFeatureGroups(state.definition, file.definition))
    .filter((change) => !known.has(describeChange(change)) && known.add(describeChange(change)));
}

type Change = GroupChange | MetadataChange;

/** In text that cannot be read, features seem to be gone that are only half-typed. */
function isBroken(file: Group): boolean {
  return file.problems.some(({ rule }) => rule === 'syntax');
}

/** Features whose function keeps its name, and does something else. */
function bodyChanges(before: Group, file: Group, project: Project, base: Base): readonly GroupChange[] {
  return (file.definition.features ?? []).flatMap((feature, index): readonly GroupChange[] => {
    const reference = feature?.function;
    const old = before.definition.features?.find((each) => each?.name === feature?.name);
    if (feature?.name === undefined || reference === undefined || old?.function !== reference) return [];
    const [then, now] = [codeOf(reference, base.project), codeOf(reference, project)];
    if (then === undefined || now === undefined || samePythonCode(then, now)) return [];
    const path = ['features', index, 'function'];
    return [{ kind: 'function-body-changed', path, feature: feature.name, function: reference }];
  });
}

function codeOf(reference: string, project: Project): string | undefined {
  const found = project.pythonFunction(reference);
  return found && project.textOf(found.source.path).slice(found.fn.start, found.fn.end);
}
