import type { Span } from '../../core/documents/node.ts';
import { type Range, rangesIn } from '../../core/documents/position.ts';
import type { Project } from '../../core/project/project.ts';

type Ranges = (span: Span) => Range;

const known = new WeakMap<object, Ranges>();

/** Where a span stands in a file of a project, in lines. Those of a file are counted once as long as it is the same. */
export function rangeIn(project: Project, path: string, span: Span): Range {
  const file = project.files.get(path) ?? project.python.get(path);
  // Of data and other files nothing is known but that they begin.
  if (file === undefined) return BEGINNING;
  let ranges = known.get(file);
  if (ranges === undefined) {
    ranges = rangesIn(project.textOf(path));
    known.set(file, ranges);
  }
  return ranges(span);
}

const TOP = { line: 0, character: 0 };

/** Where a file is opened of which no place is known. */
export const BEGINNING: Range = { start: TOP, end: TOP };
