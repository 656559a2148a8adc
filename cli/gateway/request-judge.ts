import type { FeatureRow } from '../../core/deployments/predictor-host.ts';
import { compileRowSuite, type SuiteOfRows } from '../../core/expectations/single-row/compile-row-suite.ts';
import { isFinding } from '../../core/expectations/single-row/row-verdict.ts';
import type { ViewPlan } from '../../core/features/view-plan.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { Project } from '../../core/project/project.ts';
import { rowSentence } from '../../core/reports/row-text.ts';
import type { JudgedRequests } from '../../core/views/live-deployment.ts';
import { suiteToJudge } from '../suite-to-judge.ts';
import type { ServedModel } from './served-model.ts';

/** Judges the rows of requests by a suite, after they were answered; nobody waits for it. */
export interface RequestJudge {
  judge(rows: readonly FeatureRow[], model: ServedModel): void;
  readonly told: JudgedRequests;
  dispose(): void;
}

/** So many rows wait at most; when more come than can be judged, some are not. */
const MOST_WAITING = 10_000;
/** Judged together, so that answers go first. */
const SLICE = 200;
const PAUSE_MS = 50;

export function judgeRequests(
  project: Project,
  reference: string,
  where: string,
  notify: (message: string) => void,
): RequestJudge {
  const file = project.resolve('expectation-suite', reference);
  if (file === undefined) {
    throw new PlumblineError('failed', `there is no suite ${reference} to judge requests by`, { where });
  }
  const suite = suiteToJudge(project, file);
  const group = suite.feature_group === undefined ? undefined : project.resolve('feature-group', suite.feature_group);
  const groupId = group?.key === undefined ? undefined : `${group.key.name}@${group.key.version}`;
  const compiled = new Map<ServedModel, { readonly names: ReadonlyMap<string, string>; readonly judge: SuiteOfRows }>();
  let waiting: { readonly row: FeatureRow; readonly model: ServedModel }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let judged = 0;
  let failing = 0;
  const findings = new Map<string, { sentence: string; rows: number }>();

  function compile(model: ServedModel) {
    const known = compiled.get(model);
    if (known !== undefined) return known;
    const names = namesInGroup(model, groupId);
    const columns = model.features.flatMap(({ name, type }) => {
      const inGroup = names.get(name);
      return inGroup === undefined ? [] : [{ name: inGroup, ...(type === undefined ? {} : { type }) }];
    });
    const made = { names, judge: compileRowSuite(suite, { columns, partial: true }) };
    compiled.set(model, made);
    return made;
  }

  function work(): void {
    timer = undefined;
    for (const { row, model } of waiting.splice(0, SLICE)) {
      const { names, judge } = compile(model);
      const asInGroup = Object.entries(row).flatMap(([name, value]) => {
        const inGroup = names.get(name);
        return inGroup === undefined ? [] : [[inGroup, value] as const];
      });
      const found = judge(Object.fromEntries(asInGroup)).filter(isFinding);
      judged += 1;
      if (found.length > 0) failing += 1;
      for (const verdict of found) {
        const before = findings.get(verdict.fingerprint);
        if (before !== undefined) before.rows += 1;
        else {
          const sentence = rowSentence(verdict);
          findings.set(verdict.fingerprint, { sentence, rows: 1 });
          notify(`a request does not meet ${reference}: ${sentence}`);
        }
      }
    }
    if (waiting.length > 0) timer = setTimeout(work, 1);
  }

  return {
    judge(rows, model) {
      const room = MOST_WAITING - waiting.length;
      waiting.push(...rows.slice(0, room).map((row) => ({ row, model })));
      timer ??= setTimeout(work, PAUSE_MS);
    },
    get told() {
      return { suite: reference, judged, failing, findings: [...findings.values()] };
    },
    dispose() {
      clearTimeout(timer);
      waiting = [];
    },
  };
}

/** A suite speaks of the columns of its group; the view may call them otherwise, and has those of other groups, too. */
function namesInGroup({ features, plan }: ServedModel, groupId: string | undefined): ReadonlyMap<string, string> {
  if (plan === undefined || groupId === undefined) return new Map(features.map(({ name }) => [name, name]));
  const idOf = (place: ViewPlan['columns'][number]['place']) =>
    place === 'from' ? plan.from.id : plan.joins[place]?.id;
  const own = plan.columns.filter(({ place }) => idOf(place) === groupId);
  return new Map(own.map(({ name, feature }) => [name, feature]));
}
