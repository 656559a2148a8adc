import type { Span } from '../../core/documents/node.ts';
import type { DefinitionFile } from '../../core/project/definition-file.ts';
import type { Location, Project } from '../../core/project/project.ts';
import { COMMANDS } from '../../core/views/requests.ts';
import type { Results } from '../results.ts';
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
      return [used, lineage];
    default:
      return [used];
  }
}

const verdict = (success: boolean) => (success ? '$(pass) Last result: passed' : '$(error) Last result: failed');

function usedBy(uses: readonly Location[]): string {
  const files = new Set(uses.map(({ file }) => file)).size;
  return files === 0 ? 'not used yet' : `used by ${files}`;
}
