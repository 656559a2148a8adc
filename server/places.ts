import type { Span } from '../core/documents/node.ts';
import type { Range } from '../core/documents/position.ts';
import { rangeIn } from './features/ranges.ts';
import type { OpenDocuments } from './open-documents.ts';
import type { Session } from './session.ts';
import { uriOfPath } from './uris.ts';

/** How a place in a project becomes one in the editor. */
export interface Places {
  readonly uriOf: (file: string) => string;
  readonly rangeOf: (file: string, span: Span) => Range;
}

/** Places as the editor counts them: by the text that is open, else by the one on the disk. */
export function placesIn({ root, project }: Session, documents: OpenDocuments): Places {
  const uriOf = (file: string) => uriOfPath(root, file);
  return {
    uriOf,
    rangeOf(file, span) {
      const document = documents.get(uriOf(file));
      return document === undefined
        ? rangeIn(project, file, span)
        : { start: document.positionAt(span.start), end: document.positionAt(span.end) };
    },
  };
}
