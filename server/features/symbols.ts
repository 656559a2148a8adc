import { columnOf } from '../../core/catalogue/expectation-in-words.ts';
import type { Document } from '../../core/documents/document.ts';
import { findEntry, findNode } from '../../core/documents/find-node.ts';
import type { Path, Span } from '../../core/documents/node.ts';
import { rootOf } from '../../core/documents/root-of.ts';
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

/** A row whose place is not looked up yet. */
interface Row {
  readonly kind: OutlineSymbol['kind'];
  readonly name: string | undefined;
  readonly detail?: string | undefined;
  /** Where it stands in the list or map of its siblings. */
  readonly at: string | number;
}

/** The outline of a definition file: the asset, and in it its features, expectations, joins, gates. */
export function outline(file: DefinitionFile, document: Document): readonly OutlineSymbol[] {
  const name = file.kind === 'project' ? file.definition.project : file.definition.name;
  if (name === undefined || name === '') return [];
  const root = rootOf(document);
  const version = file.key?.version;
  const selection = findNode(root, [file.kind === 'project' ? 'project' : 'name']);
  const whole = { start: 0, end: document.length };
  return [
    {
      kind: 'asset',
      name,
      detail: version === undefined ? undefined : `version ${version}`,
      ...whole,
      selection: selection ?? whole,
      children: groupsIn(file).flatMap(({ path, rows }) => placed(root, path, rows)),
    },
  ];
}

function placed(root: ReturnType<typeof rootOf>, path: Path, rows: readonly Row[]): readonly OutlineSymbol[] {
  const siblings = findNode(root, path);
  return rows.flatMap(({ kind, name, detail, at }): readonly OutlineSymbol[] => {
    const node = typeof at === 'string' ? findEntry(siblings, [at]) : findNode(siblings, [at]);
    if (node === null || name === undefined || name === '') return [];
    const span = { start: node.start, end: node.end };
    return [{ kind, name, detail, ...span, selection: span, children: [] }];
  });
}

function groupsIn(file: DefinitionFile): readonly { readonly path: Path; readonly rows: readonly Row[] }[] {
  switch (file.kind) {
    case 'feature-group': {
      const rows = (file.definition.features ?? []).map(
        (feature, at): Row => ({ kind: 'column', name: feature?.name, detail: feature?.type, at }),
      );
      return [{ path: ['features'], rows }];
    }
    case 'expectation-suite': {
      const rows = (file.definition.expectations ?? []).map(
        (each, at): Row => ({
          kind: 'expectation',
          name: each?.type,
          detail: each && columnOf(each.type ?? '', each.kwargs ?? {}),
          at,
        }),
      );
      return [{ path: ['expectations'], rows }];
    }
    case 'feature-view': {
      const rows = (file.definition.query?.joins ?? []).map(
        (join, at): Row => ({ kind: 'join', name: join?.feature_group, detail: join?.as_of ? 'as of' : undefined, at }),
      );
      return [{ path: ['query', 'joins'], rows }];
    }
    case 'model': {
      const rows = (file.definition.gates ?? []).map(
        (gate, at): Row => ({ kind: 'item', name: gate && gateName(gate), detail: 'gate', at }),
      );
      return [{ path: ['gates'], rows }];
    }
    case 'pipeline': {
      const { inputs = {}, outputs = {} } = file.definition;
      const inputRows = Object.entries(inputs).map(
        ([name, from]): Row => ({ kind: 'item', name, detail: from, at: name }),
      );
      const outputRows = Object.entries(outputs).map(
        ([name, to]): Row => ({ kind: 'item', name, detail: to?.feature_group ?? to?.model ?? to?.file, at: name }),
      );
      return [
        { path: ['inputs'], rows: inputRows },
        { path: ['outputs'], rows: outputRows },
      ];
    }
    default:
      return [];
  }
}

function gateName(gate: Readonly<Record<string, unknown>>): string {
  return 'metric' in gate ? String(gate.metric) : (Object.keys(gate)[0] ?? 'gate');
}

/** An asset or a feature, wherever it is defined. */
export interface FoundSymbol extends Location {
  readonly kind: 'asset' | 'column';
  readonly name: string;
  readonly container: string;
}

/** More than anyone looks through; who wants fewer types more. */
const MOST_SYMBOLS = 500;

/** Assets and features whose name holds the letters of the query in their order, as VS Code's own search does. */
export function workspaceSymbols(project: Project, query: string): readonly FoundSymbol[] {
  const wanted = query.toLowerCase();
  const found: FoundSymbol[] = [];
  for (const file of project.files.values()) {
    for (const { meaning, text, start, end } of file.mentions) {
      const kind = meaning.is === 'asset-name' ? 'asset' : meaning.is === 'column-name' ? 'column' : undefined;
      if (kind === undefined || !hasInOrder(text.toLowerCase(), wanted)) continue;
      const container = kind === 'asset' ? file.kind : (file.key?.name ?? '');
      found.push({ kind, name: text, container, file: file.path, start, end });
      if (found.length === MOST_SYMBOLS) return found;
    }
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
