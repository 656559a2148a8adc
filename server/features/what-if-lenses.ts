import { expectationFingerprint } from '../../core/definitions/expectation-fingerprint.ts';
import type { DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { type PastRun, replay, replayInWords } from '../../core/reports/what-if/replay.ts';
import { COMMANDS } from '../../core/views/requests.ts';
import type { Lens } from './code-lenses.ts';

/**
 * Above an expectation: in how many of the past runs it would have failed as it stands now, by the numbers that were kept.
 * One that is written as the last run judged it, and has held since, says nothing: a lens on each line of a good suite
 * would only hide the suite.
 */
export function whatIfLenses(
  project: Project,
  file: DefinitionFileOf<'expectation-suite'>,
  past: readonly PastRun[],
): readonly Lens[] {
  const [newest] = past;
  if (newest === undefined) return [];
  const judged = new Set(newest.verdicts.map(({ fingerprint }) => fingerprint));
  return (file.definition.expectations ?? []).flatMap((expectation, index): readonly Lens[] => {
    if (expectation?.type === undefined) return [];
    const replayed = replay(expectation, past);
    const words = replayInWords(replayed);
    const isAsJudged = judged.has(expectationFingerprint(expectation));
    // What the only run found stands on the line already.
    const isTold = isAsJudged && (replayed.failed === 0 || past.length === 1);
    if (words === undefined || isTold) return [];
    // The run that would have failed is the one to look at.
    const shown = replayed.runs.find(({ outcome }) => outcome === 'failed') ?? newest;
    return [
      {
        kind: 'command',
        title: `${replayed.failed > 0 ? '$(history)' : '$(pass)'} ${words}`,
        command: COMMANDS.showResult,
        arguments: [shown.result],
        ...project.spanOf(file, ['expectations', index, 'type']),
      },
    ];
  });
}
