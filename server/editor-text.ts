import type { Span } from '../core/documents/node.ts';
import { type Range, rangesIn } from '../core/documents/position.ts';
import type { Places } from './convert.ts';
import type { OpenDocuments } from './open-documents.ts';
import type { Session } from './session.ts';
import { uriOfPath } from './uris.ts';

/** Places of a project as the editor counts them: by the text that is open, else by the one on the disk. */
export function placesIn(session: Session, documents: OpenDocuments): Places {
  const uriOf = (file: string) => uriOfPath(session.root, file);
  const lines = new Map<string, (span: Span) => Range>();
  return {
    uriOf,
    textOf: (file) => documents.get(uriOf(file))?.getText() ?? session.project.textOf(file),
    rangeOf(file, span) {
      const document = documents.get(uriOf(file));
      if (document !== undefined) {
        return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
      }
      let known = lines.get(file);
      if (known === undefined) {
        known = rangesIn(session.project.textOf(file));
        lines.set(file, known);
      }
      return known(span);
    },
  };
}
