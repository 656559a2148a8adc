import type { Path, Span } from '../../core/documents/node.ts';
import type { DefinitionFile } from '../../core/project/definition-file.ts';
import type { Location, Project } from '../../core/project/project.ts';

/** A row of the outline. */
export interface OutlineSymbol extends Span {
  readonly name: string;
  readonly detail: string | undefined;
  readonly kind: 'asset' | 'column' | 'expectation' | 'join' | 'item';
  readonly selection: Span;
  readonly children: readonly OutlineSymbol[];
}

/** The outline of a definition file: the asset, and in it its features, expectations, joins, gates. */
export function outline(project: Project, file: DefinitionFile): readonly OutlineSymbol[] {
  const symbol = (
    kind: OutlineSymbol['kind'],
    name: string | undefined,
    detail: string | undefined,
    path: Path,
    selection: Path = path,
    children: readonly OutlineSymbol[] = [],
  ): OutlineSymbol | undefined =>
    name === undefined || name === ''
      ? undefined
      : { name, detail, kind, ...project.spanOf(file, path), selection: project.spanOf(file, selection), children };

  const children = (): readonly (OutlineSymbol | undefined)[] => {
    switch (file.kind) {
      case 'feature-group':
        return (file.definition.features ?? []).map((feature, index) =>
          symbol('column', feature?.name, feature?.type, ['features', index], ['features', index, 'name']),
        );
      case 'expectation-suite':
        return (file.definition.expectations ?? []).map((expectation, index) =>
          symbol('expectation', expectation?.type, columnOf(expectation?.kwargs), ['expectations', index]),
        );
      case 'feature-view':
        return (file.definition.query?.joins ?? []).map((join, index) =>
          symbol('join', join?.feature_group, join?.as_of ? 'as of' : undefined, ['query', 'joins', index]),
        );
      case 'model':
        return (file.definition.gates ?? []).map((gate, index) =>
          symbol('item', gate === undefined ? undefined : gateName(gate), 'gate', ['gates', index]),
        );
      case 'pipeline':
        return [
          ...Object.entries(file.definition.inputs ?? {}).map(([name, from]) =>
            symbol('item', name, from, ['inputs', name]),
          ),
          ...Object.entries(file.definition.outputs ?? {}).map(([name, to]) =>
            symbol('item', name, to?.feature_group ?? to?.model ?? to?.file, ['outputs', name]),
          ),
        ];
      default:
        return [];
    }
  };
  const name = file.kind === 'project' ? file.definition.project : file.definition.name;
  const root = symbol(
    'asset',
    name,
    file.key?.version === undefined ? undefined : `version ${file.key.version}`,
    [],
    [file.kind === 'project' ? 'project' : 'name'],
    children().filter((child) => child !== undefined),
  );
  return root === undefined ? [] : [root];
}

function columnOf(kwargs: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const column = kwargs?.column ?? kwargs?.column_A;
  return typeof column === 'string' ? column : undefined;
}

function gateName(gate: Readonly<Record<string, unknown>>): string {
  return 'metric' in gate ? String(gate.metric) : (Object.keys(gate)[0] ?? 'gate');
}

/** Assets and features whose name holds the letters of the query in their order, as VS Code's own search does. */
export function workspaceSymbols(
  project: Project,
  query: string,
): readonly (Location & { name: string; container: string; kind: 'asset' | 'column' })[] {
  const wanted = query.toLowerCase();
  const found: (Location & { name: string; container: string; kind: 'asset' | 'column' })[] = [];
  for (const file of project.files.values()) {
    for (const { meaning, text, start, end } of file.mentions) {
      const kind = meaning.is === 'asset-name' ? 'asset' : meaning.is === 'column-name' ? 'column' : undefined;
      if (kind === undefined || !hasInOrder(text.toLowerCase(), wanted)) continue;
      found.push({
        name: text,
        container: kind === 'asset' ? file.kind : (file.key?.name ?? ''),
        kind,
        file: file.path,
        start,
        end,
      });
    }
    if (found.length > 500) break;
  }
  return found;
}

function hasInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
