import { type Diagnostic, DiagnosticSeverity, type Location } from 'vscode-languageserver';
import type { Span } from '../../core/documents/node.ts';
import type { Finding } from '../../core/rules/rule.ts';

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/** A finding as the editor shows it: the same words as on the command line. */
export function diagnosticOf(finding: Finding, place: (file: string, span: Span) => Location): Diagnostic {
  const { message, help, related = [] } = finding;
  return {
    range: place(finding.file, finding).range,
    severity: SEVERITIES[finding.severity],
    source: 'plumbline',
    code: finding.rule,
    message: help === undefined ? message : `${message}\n${help}`,
    ...(related.length === 0
      ? {}
      : { relatedInformation: related.map((each) => ({ location: place(each.file, each), message: each.message })) }),
  };
}
