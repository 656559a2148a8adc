import type { ExpectationType } from '../../../core/catalogue/expectation-type.ts';
import { EXPECTATION_TYPES, expectationType } from '../../../core/catalogue/expectation-types.ts';
import type { Path } from '../../../core/documents/node.ts';
import type { DefinitionFile } from '../../../core/project/definition-file.ts';
import { aboutExpectation } from '../about-expectation.ts';
import type { Cursor } from './cursor.ts';
import type { Proposal } from './proposal.ts';
import { argumentsSkeleton } from './skeleton.ts';
import { literal, written } from './written.ts';

/** Every type of expectation, with its arguments to fill in, unless the expectation has some already. */
export function expectationProposals(cursor: Cursor, path: Path): readonly Proposal[] {
  const behind = hasArguments(cursor, path) ? () => '' : (type: ExpectationType) => argumentsBehind(cursor, type);
  return EXPECTATION_TYPES.map((type) => {
    const snippet = behind(type);
    return {
      kind: 'expectation',
      label: type.type,
      detail: type.family,
      documentation: aboutExpectation(type),
      replace: cursor.typed,
      filter: cursor.typed.quote + type.type,
      snippet: literal(written({ text: type.type, isText: true }, cursor)) + snippet,
      asksAgain: snippet !== '',
    };
  });
}

/** The type of the expectation that a path leads into, where it is known. */
export function typeAbove(file: DefinitionFile, [list, index]: Path): ExpectationType | undefined {
  if (file.kind !== 'expectation-suite' || list !== 'expectations' || typeof index !== 'number') return undefined;
  const type = file.definition.expectations?.[index]?.type;
  return type === undefined ? undefined : expectationType(type);
}

function hasArguments({ file }: Cursor, path: Path): boolean {
  const index = path[1];
  if (file.kind !== 'expectation-suite' || typeof index !== 'number') return true;
  return file.definition.expectations?.[index]?.kwargs !== undefined;
}

/** `kwargs` on the next line in the column of `type`; in brackets behind a comma. */
function argumentsBehind({ style, text, spot, typed }: Cursor, type: ExpectationType): string {
  const skeleton = argumentsSkeleton(type, style);
  if (style === 'json') return `, "kwargs": ${skeleton}`;
  if (style === 'flow') return `, kwargs: ${skeleton}`;
  const key = spot.entry?.key.start ?? typed.start;
  const line = text.lastIndexOf('\n', key - 1) + 1;
  const before = text.slice(line, key);
  const indent = /^ */.exec(before)?.[0].length ?? 0;
  return `\n${' '.repeat(before.length - indent)}kwargs: ${skeleton}`;
}
