import type { MapShape, Shape, SingleShape } from '../../../core/definitions/shape.ts';
import { shapesAt } from '../../../core/definitions/shape-at.ts';
import type { KeyValue } from '../../../core/definitions/what-may-stand.ts';
import type { Path } from '../../../core/documents/node.ts';
import { blanksFor } from './blanks.ts';
import type { Cursor } from './cursor.ts';
import { typeAbove } from './expectation-types.ts';
import { argumentSkeleton, argumentsSkeleton, conditionSkeleton, valueSkeleton } from './skeleton.ts';

/** What completion puts behind a key and its colon. */
export interface Behind {
  readonly snippet: string;
  /** Whether there is something to choose from, there where the cursor goes. */
  readonly asksAgain: boolean;
}

export function behindKey(cursor: Cursor, path: Path, value: KeyValue): Behind {
  const { style, margin } = cursor;
  switch (value.is) {
    case 'argument': {
      // A word is chosen from the list that comes up next, where the choices are explained.
      const { kind } = value.argument;
      const blank = kind === 'boolean' ? '$1' : kind === 'choice' ? blanksFor(style).text() : undefined;
      return { snippet: ` ${blank ?? argumentSkeleton(value.argument, style)}`, asksAgain: true };
    }
    case 'common': {
      if (value.field.name === 'row_condition') return { snippet: ` ${conditionSkeleton(style)}`, asksAgain: true };
      return { snippet: ` ${blanksFor(style).text()}`, asksAgain: value.field.options !== undefined };
    }
    case 'shape': {
      const isArguments = value.shape.kind === 'map' && value.shape.meaning?.is === 'expectation-arguments';
      const type = isArguments ? typeAbove(cursor.file, path) : undefined;
      if (type !== undefined) return { snippet: ` ${argumentsSkeleton(type, style)}`, asksAgain: true };
      return { snippet: behindField(value.shape, style, `${margin}  `), asksAgain: isChosen(value.shape) };
    }
  }
}

/** Behind a key that the project names, such as a column: all of them hold the same. */
export function behindName({ style, margin }: Cursor, [map]: readonly MapShape[]): Behind {
  const shape = map?.others;
  if (shape === undefined) return { snippet: ' $1', asksAgain: false };
  return { snippet: behindField(shape, style, `${margin}  `), asksAgain: isChosen(shape) };
}

function behindField(shape: Shape, style: Cursor['style'], indent: string): string {
  const [only, ...others] = shapesAt(shape, []);
  if (only?.kind === 'text' && isCondition(only)) return ` ${conditionSkeleton(style)}`;
  if (only !== undefined && others.length === 0 && only.kind !== 'map' && only.kind !== 'list') {
    return ` ${only.kind === 'text' ? blanksFor(style).text() : '$1'}`;
  }
  return valueSkeleton(shape, style, indent);
}

function isChosen(shape: Shape): boolean {
  return shapesAt(shape, []).some((each) => {
    switch (each.kind) {
      case 'text':
        return (
          each.options !== undefined ||
          each.examples.length > 0 ||
          (each.meaning !== undefined && each.meaning.is !== 'column-name')
        );
      case 'list':
        return isChosen(each.items) || isMap(each.items);
      case 'map':
        return each.required[0] === undefined ? each.fields.size > 0 : isChosen(each.required[0].shape);
      default:
        return each.kind === 'flag';
    }
  });
}

function isMap(shape: Shape): boolean {
  return shapesAt(shape, []).some(({ kind }) => kind === 'map');
}

function isCondition({ meaning }: Extract<SingleShape, { kind: 'text' }>): boolean {
  return meaning?.is === 'expression' || meaning?.is === 'row-condition';
}
