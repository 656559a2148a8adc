import type { Expression } from '../expressions/expression.ts';
import { fingerprintOf } from '../platform/fingerprint.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { Project } from '../project/project.ts';
import { readSplit, type Split } from './split.ts';
import { parsedCondition, planFingerprint, planView, type ViewFile, type ViewPlan } from './view-plan.ts';

/** A training dataset as its view declares it. */
export interface DatasetPlan {
  readonly view: ViewPlan;
  /** Its number among those of the view. */
  readonly number: number;
  /** `arrival_delay@1/2`: what it is called in definitions, and in lineage. */
  readonly ref: string;
  readonly filter: { readonly text: string; readonly expression: Expression } | undefined;
  readonly split: Split;
  /** Of all that its rows depend on, the data aside. */
  readonly fingerprint: string;
}

/**
 * Works out a training dataset of a view: the one with this number, or the first that the view declares. A view that
 * declares none has one all the same, number 1: all rows, not split.
 */
export function planDataset(project: Project, file: ViewFile, number?: number): DatasetPlan {
  const view = planView(project, file);
  const declared = (file.definition.training_datasets ?? []).flatMap((each) => each ?? []);
  const wanted = number ?? declared[0]?.version ?? 1;
  const found = declared.find(({ version }) => version === wanted);
  if (found === undefined && !(declared.length === 0 && wanted === 1)) throw unknownDataset(view, wanted, declared);
  const ref = `${view.view}/${wanted}`;
  const split = readSplit(found?.split, `${file.path}, training dataset ${wanted}`);
  if (split.kind === 'windows' && view.from.eventTime === undefined) {
    throw new PlumblineError('findings', 'rows without an event time cannot be split by time', {
      where: ref,
      why: `${view.from.id} has no event time`,
      help: 'split by shares, or name the event time of the group',
    });
  }
  const text = found?.filter;
  const filter = text === undefined ? undefined : { text, expression: parsedCondition(file, text) };
  const fingerprint = fingerprintOf({ view: planFingerprint(view), filter: text, split });
  return { view, number: wanted, ref, filter, split, fingerprint };
}

function unknownDataset(
  { view, file }: ViewPlan,
  number: number,
  declared: readonly { readonly version?: number }[],
): PlumblineError {
  const known = declared.map(({ version }) => version).join(', ');
  return new PlumblineError('usage', `${view} has no training dataset ${number}`, {
    where: file.path,
    help: known === '' ? 'the view declares none: without a number you get all its rows' : `the view has ${known}`,
  });
}
