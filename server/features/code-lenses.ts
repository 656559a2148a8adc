import { parseAssetRef } from '../../core/definitions/asset.ts';
import type { Span } from '../../core/documents/node.ts';
import type { DefinitionFile, DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Location, Project } from '../../core/project/project.ts';
import { COMMANDS } from '../../core/views/requests.ts';
import type { Results } from '../results.ts';
import type { RolloutFacts } from '../rollout-facts.ts';
import { resultsOfSuite } from './results-of-suite.ts';
import { idOf } from './targets.ts';

/** An action above a line. */
export type Lens = Span & { readonly title: string } & (
    | { readonly kind: 'command'; readonly command: string; readonly arguments: readonly string[] }
    | { readonly kind: 'uses'; readonly uses: readonly Location[] }
  );

/** What can be done with a definition, above its name: validate, run, see its uses. */
export function codeLenses(project: Project, file: DefinitionFile, results: Results): readonly Lens[] {
  const id = idOf(file);
  if (id === undefined || file.key === undefined) return [];
  const span = project.spanOf(file, ['name']);
  const command = (title: string, name: string, ...args: readonly string[]): Lens => ({
    kind: 'command',
    title,
    command: name,
    arguments: args,
    ...span,
  });
  const uses = project.mentionsOfAsset(file.key).filter((location) => location.file !== file.path);
  const used: Lens = { kind: 'uses', title: usedBy(uses), uses, ...span };
  const lineage = command('Lineage', COMMANDS.showLineage, id);
  switch (file.kind) {
    case 'expectation-suite': {
      const last = resultsOfSuite(project, file.key.name, results);
      const pages = last.map((result) => command(verdict(result.success), COMMANDS.showResult, result.id));
      return [command('$(beaker) Validate', COMMANDS.validate, id), ...pages, used];
    }
    case 'feature-group':
      return [command('$(beaker) Validate', COMMANDS.validate, id), used, lineage];
    case 'pipeline':
      return [command('$(play) Run', COMMANDS.runPipeline, id), used, lineage];
    case 'feature-view':
      return [command('$(database) Create Training Data', COMMANDS.createTrainingData, id), used, lineage];
    case 'model': {
      const versions = results.facts.versions.get(file.key.name) ?? [];
      const training = trainedBy(project, file);
      return [
        ...(training === undefined ? [] : [command('$(play) Train', COMMANDS.runPipeline, training)]),
        ...(versions.length > 1
          ? [command(`$(compare-changes) Compare ${versions.length} Versions`, COMMANDS.compareVersions, id)]
          : []),
        used,
        lineage,
      ];
    }
    case 'deployment':
      return [
        command('$(rocket) Deploy', COMMANDS.deploy, id),
        command(rollout(results.facts.rollouts.get(file.key.name)), COMMANDS.showRollout, id),
        used,
        lineage,
      ];
    case 'monitor': {
      const last = results.drift.find(({ subject }) => subject === file.key?.name);
      return [
        command('$(pulse) Detect Drift', COMMANDS.detectDrift, id),
        ...(last === undefined ? [] : [command(drift(last.success), COMMANDS.showDrift, last.id)]),
        used,
      ];
    }
    default:
      return [used];
  }
}

const drift = (success: boolean) => (success ? '$(pass) Last result: no drift' : '$(warning) Last result: drifted');

function rollout(facts: RolloutFacts | undefined): string {
  if (facts === undefined) return 'Show Rollout';
  const { stable, candidate, status } = facts;
  if (candidate === undefined) return `$(pass) v${stable.version} answers`;
  return `$(${status === 'paused' ? 'debug-pause' : 'sync'}) v${candidate.version} gets ${candidate.weight} %`;
}

/** The pipeline that makes versions of a model: the one that the model names, else the one that names the model. */
function trainedBy(project: Project, file: DefinitionFileOf<'model'>): string | undefined {
  const named = project.resolve('pipeline', parseAssetRef(file.definition.pipeline ?? ''));
  const found = named ?? project.assets('pipeline').find((each) => each.kind === 'pipeline' && trains(each, file));
  return found && idOf(found);
}

function trains({ definition }: DefinitionFileOf<'pipeline'>, { key }: DefinitionFileOf<'model'>): boolean {
  return Object.values(definition.outputs ?? {}).some((output) => output?.model === key?.name);
}

const verdict = (success: boolean) => (success ? '$(pass) Last result: passed' : '$(error) Last result: failed');

function usedBy(uses: readonly Location[]): string {
  const files = new Set(uses.map(({ file }) => file)).size;
  return files === 0 ? 'not used yet' : `used by ${files}`;
}
