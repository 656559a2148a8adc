import type { Connection } from 'vscode-languageserver';
import { diagnosticOf } from './diagnostics.ts';
import { placesIn } from './editor-text.ts';
import type { OpenDocuments } from './open-documents.ts';
import type { Session } from './session.ts';

/** Sends findings to the editor; says nothing about a file that had none and has none. */
export function createPublisher(connection: Connection, documents: OpenDocuments) {
  const told = new Set<string>();

  return {
    publish(session: Session, path: string): void {
      const places = placesIn(session, documents);
      const uri = places.uriOf(path);
      const findings = session.findings(path);
      if (findings.length === 0 && !told.has(uri)) return;
      const document = documents.get(uri);
      const place = (file: string, span: { readonly start: number; readonly end: number }) => ({
        uri: places.uriOf(file),
        range: places.rangeOf(file, span),
      });
      if (findings.length === 0) told.delete(uri);
      else told.add(uri);
      void connection.sendDiagnostics({
        uri,
        ...(document === undefined ? {} : { version: document.version }),
        diagnostics: findings.map((finding) => diagnosticOf(finding, (span) => places.rangeOf(path, span), place)),
      });
    },
    /** Takes back everything that was said of files that are no longer looked after. */
    forget(isKnown: (uri: string) => boolean): void {
      for (const uri of told) {
        if (isKnown(uri)) continue;
        told.delete(uri);
        void connection.sendDiagnostics({ uri, diagnostics: [] });
      }
    },
  };
}
