import type { FileKind } from '../../core/definitions/kinds.ts';
import type { DefinitionProblem } from '../../core/definitions/mention.ts';
import { type DefinitionReading, readDocumentOnce } from '../../core/definitions/read-document.ts';
import { shapeOfDocument } from '../../core/definitions/shape-of-kind.ts';
import { openDocument } from '../../core/documents/open-document.ts';

export function read(kind: FileKind, text: string): DefinitionReading {
  const document = openDocument(text, text.trimStart().startsWith('{') ? 'json' : 'yaml');
  return readDocumentOnce(document, shapeOfDocument(kind, document));
}

/** The text with what is wrong under the line where it is, as a person would point at it. */
export function pointedOut(kind: FileKind, text: string): string {
  const { problems } = read(kind, text);
  let start = 0;
  const lines = text.split('\n').flatMap((line) => {
    const from = start;
    start += line.length + 1;
    return [
      line,
      ...problems.filter((each) => each.start >= from && each.start < start).map((each) => pointer(each, from)),
    ];
  });
  return lines.join('\n');
}

function pointer({ start, end, message, help }: DefinitionProblem, line: number): string {
  const arrow = ' '.repeat(start - line) + '^'.repeat(Math.max(1, end - start));
  return `${arrow} ${message}${help === undefined ? '' : ` (${help})`}`;
}

/** The text with «what means something» marked, and the meanings in their order. */
export function meanings(kind: FileKind, text: string): string {
  return read(kind, text)
    .mentions.map(({ meaning, text: name, path, start, end }) => {
      const what = [
        meaning.is,
        ...('kind' in meaning ? [meaning.kind] : []),
        ...('scope' in meaning ? [meaning.scope] : []),
      ];
      const letters = text.slice(start, end).replaceAll('\n', '⏎');
      return `${what.join(' ')} ${path.join('.')}: ${letters === name ? name : `${name} (written ${letters})`}`;
    })
    .join('\n');
}

/** The text after every problem that has one way to be put right was put right. */
export function repaired(kind: FileKind, text: string): string {
  return read(kind, text).problems.reduceRight(
    (now, { start, end, replacement }) =>
      replacement === undefined ? now : now.slice(0, start) + replacement + now.slice(end),
    text,
  );
}
