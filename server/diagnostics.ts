import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Span } from '../core/documents/node.ts';
import type { Range } from '../core/documents/position.ts';
import type { Finding } from '../core/rules/rule.ts';

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/** A finding as the editor shows it: the same words as on the command line. */
export function diagnosticOf(
  finding: Finding,
  rangeOf: (span: Span) => Range,
  placeOf: (file: string, span: Span) => { readonly uri: string; readonly range: Range },
): Diagnostic {
  const { message, help, related = [] } = finding;
  return {
    range: rangeOf(finding),
    severity: SEVERITIES[finding.severity],
    source: 'plumbline',
    code: finding.rule,
    message: help === undefined ? message : `${message}\n${help}`,
    tags: finding.rule.startsWith('unused-') ? [DiagnosticTag.Unnecessary] : [],
    relatedInformation: related.map((each) => ({ location: placeOf(each.file, each), message: each.message })),
  };
}
