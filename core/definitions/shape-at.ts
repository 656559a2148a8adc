import type { Path } from '../documents/node.ts';
import type { Shape, SingleShape } from './shape.ts';

/**
 * What may stand at a path; several where the schema leaves a choice, none where nothing may. A step is a key as it is
 * written, or as the value has it.
 */
export function shapesAt(shape: Shape, path: Path): readonly SingleShape[] {
  let shapes = alternatives(shape);
  for (const step of path) shapes = shapes.flatMap((each) => alternatives(inner(each, step)));
  return shapes;
}

function inner(shape: Shape, step: string | number): Shape | undefined {
  if (shape.kind === 'list') return typeof step === 'number' ? shape.items : undefined;
  if (shape.kind !== 'map') return shape.kind === 'anything' ? shape : undefined;
  const name = String(step);
  const written = shape.fields.get(name);
  if (written !== undefined) return written.shape;
  for (const field of shape.fields.values()) if (field.name === name) return field.shape;
  return shape.others;
}

function alternatives(shape: Shape | undefined): readonly SingleShape[] {
  if (shape === undefined) return [];
  return shape.kind === 'either' ? shape.shapes.flatMap(alternatives) : [shape];
}
