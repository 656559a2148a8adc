import type { Connection } from 'vscode-languageserver';
import type { Span } from '../core/documents/node.ts';
import { diagnosticOf } from './convert/diagnostic.ts';
import type { OpenDocuments } from './open-documents.ts';
import { placesIn } from './places.ts';
import type { Session } from './session.ts';
import { uriOfPath } from './uris.ts';

/** Sends findings to the editor; says nothing of a file that had none and has none. */
export function createPublisher(connection: Connection, documents: OpenDocuments) {
  const told = new Set<string>();

  return {
    publish(session: Session, path: string): void {
      const uri = uriOfPath(session.root, path);
      const findings = session.findings.of(path);
      if (findings.length === 0 && !told.delete(uri)) return;
      if (findings.length > 0) told.add(uri);
      const places = placesIn(session, documents);
      const place = (file: string, span: Span) => ({ uri: places.uriOf(file), range: places.rangeOf(file, span) });
      const version = documents.get(uri)?.version;
      void connection.sendDiagnostics({
        uri,
        ...(version === undefined ? {} : { version }),
        diagnostics: findings.map((finding) => diagnosticOf(finding, place)),
      });
    },
    /** Takes back what was said of files that are no longer looked after. */
    forget(isKnown: (uri: string) => boolean): void {
      for (const uri of told) {
        if (isKnown(uri)) continue;
        told.delete(uri);
        void connection.sendDiagnostics({ uri, diagnostics: [] });
      }
    },
  };
}
