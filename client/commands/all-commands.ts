import * as vscode from 'vscode';
import { COMMANDS } from '../../core/views/requests.ts';
import { asRunError, reportError } from '../report-error.ts';
import type { Workbench } from '../workbench.ts';
import { acceptProposals } from './accept-proposals.ts';
import type { Command } from './command.ts';
import { compareVersions } from './compare-versions.ts';
import { createTrainingData } from './create-training-data.ts';
import { deploy } from './deploy.ts';
import { detectDrift, showDrift } from './drift.ts';
import { explainPrediction } from './explain-prediction.ts';
import { initialiseProject } from './initialise-project.ts';
import { newExpectationSuite } from './new-expectation-suite.ts';
import { newFeatureGroup } from './new-feature-group.ts';
import { newFeatureView } from './new-feature-view.ts';
import { profileData } from './profile-data.ts';
import { readCommit } from './read-commit.ts';
import { refresh } from './refresh.ts';
import { restartServer } from './restart-server.ts';
import { abort, pause, promote, resume, rollback, showRollout } from './rollout.ts';
import { runPipeline } from './run-pipeline.ts';
import { runTest } from './run-test.ts';
import { copyServingAddress, copyServingToken, startServing, stopServing } from './serving.ts';
import { setAlias } from './set-alias.ts';
import { showLineage } from './show-lineage.ts';
import { showOutput } from './show-output.ts';
import { showResult } from './show-result.ts';
import { showUses } from './show-uses.ts';
import { validate } from './validate.ts';
import { validateAll } from './validate-all.ts';

/** Every command by its id. */
export const ALL_COMMANDS: Readonly<Record<string, Command>> = {
  [COMMANDS.validate]: validate,
  [COMMANDS.validateAll]: validateAll,
  [COMMANDS.runPipeline]: runPipeline,
  [COMMANDS.profile]: profileData,
  [COMMANDS.acceptProposals]: acceptProposals,
  [COMMANDS.runTest]: runTest,
  [COMMANDS.showLineage]: showLineage,
  [COMMANDS.showResult]: showResult,
  [COMMANDS.showUses]: showUses,
  [COMMANDS.deploy]: deploy,
  [COMMANDS.promote]: promote,
  [COMMANDS.pause]: pause,
  [COMMANDS.resume]: resume,
  [COMMANDS.abort]: abort,
  [COMMANDS.rollback]: rollback,
  [COMMANDS.showRollout]: showRollout,
  [COMMANDS.startServing]: startServing,
  [COMMANDS.compareVersions]: compareVersions,
  [COMMANDS.setAlias]: setAlias,
  [COMMANDS.detectDrift]: detectDrift,
  [COMMANDS.showDrift]: showDrift,
  [COMMANDS.createTrainingData]: createTrainingData,
  'plumbline.stopServing': stopServing,
  'plumbline.copyServingAddress': copyServingAddress,
  'plumbline.copyServingToken': copyServingToken,
  'plumbline.readCommit': readCommit,
  'plumbline.explainPrediction': explainPrediction,
  'plumbline.newFeatureGroup': newFeatureGroup,
  'plumbline.newFeatureView': newFeatureView,
  'plumbline.newExpectationSuite': newExpectationSuite,
  'plumbline.initialiseProject': initialiseProject,
  'plumbline.restartServer': restartServer,
  'plumbline.showOutput': showOutput,
  'plumbline.refresh': refresh,
};

/** Registers them all. Nothing that goes wrong in one is lost: it is shown in words. */
export function registerCommands(workbench: Workbench): vscode.Disposable {
  const registered = Object.entries(ALL_COMMANDS).map(([id, run]) =>
    vscode.commands.registerCommand(id, async (...given: unknown[]) => {
      try {
        await run(workbench, ...given);
      } catch (error) {
        await reportError(workbench.log, 'Plumbline', asRunError(error));
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
