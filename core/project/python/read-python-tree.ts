import type { Node, QueryCapture } from 'web-tree-sitter';
import type { Span } from '../../documents/node.ts';
import type { PythonFunction, PythonSource, PythonUse } from '../python-source.ts';
import { assignedColumns } from './assigned-columns.ts';
import { readFunction, wholeOf } from './read-function.ts';
import { importedModule, importedName } from './read-import.ts';

/** A Python file, from what the query found in it. Offsets are those of the text, in UTF-16 units. */
export function readPythonTree(path: string, captures: readonly QueryCapture[]): PythonSource {
  const nodes = (name: string) => captures.filter((capture) => capture.name === name).map(({ node }) => node);
  const functions = readFunctions(nodes('function'), nodes('class'));
  const within = (span: Span) => functions.find((fn) => contains(fn, span))?.name;
  return {
    path,
    functions,
    imports: [...nodes('import').map(importedModule), ...nodes('import-from').map(importedName)].sort(inOrder),
    uses: nodes('use').flatMap((node): PythonUse[] => {
      const span = spanOf(node);
      return DOTTED.test(node.text) ? [{ ...span, name: node.text, within: within(span) }] : [];
    }),
    columnAssignments: nodes('assigned')
      .flatMap(assignedColumns)
      .map((column) => ({ ...column, within: within(column) })),
  };
}

/** A name, or names with dots between; not what a call returned. */
const DOTTED = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/** The functions that others can name: those inside another function are not among them. */
function readFunctions(nodes: readonly Node[], classes: readonly Node[]): readonly PythonFunction[] {
  const functions: PythonFunction[] = [];
  for (const node of nodes) {
    const whole = spanOf(wholeOf(node));
    const last = functions.at(-1);
    if (last !== undefined && contains(last, whole)) continue;
    const around = classes.findLast((each) => contains(spanOf(each), whole));
    functions.push(readFunction(node, around?.childForFieldName('name')?.text));
  }
  return functions;
}

export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function inOrder(a: Span, b: Span): number {
  return a.start - b.start;
}
