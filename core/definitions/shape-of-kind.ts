import type { Document } from '../documents/document.ts';
import { type FileKind, KINDS } from './kinds.ts';
import { type MapShape, shapeOf } from './shape.ts';
import { OLD_SUITE_JSON, SUITE_JSON } from './suite-json.ts';

const SHAPES = new Map(KINDS.map(({ kind, schema }) => [kind, shapeOf(schema)]));

/** The shape of a kind as our own YAML files have it. */
export function shapeOfKind(kind: FileKind): MapShape {
  const shape = SHAPES.get(kind);
  if (shape?.kind !== 'map') throw new Error(`a file of kind ${kind} is not a map`);
  return shape;
}

/** The shape to read a document by. JSON is always a suite of Great Expectations; its name's key tells which age. */
export function shapeOfDocument(kind: FileKind, document: Document): MapShape {
  if (document.language !== 'json') return shapeOfKind(kind);
  const isOld = document.chunks.some(
    ({ node }) => node?.kind === 'map' && node.entries.some(({ key }) => key.value === 'expectation_suite_name'),
  );
  return isOld ? OLD_SUITE_JSON : SUITE_JSON;
}
