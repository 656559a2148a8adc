import { legible } from './legible.ts';
import type { Remark } from './remark.ts';

/** What a reader of SARIF shows about a rule. */
export interface RuleHelp {
  readonly title: string;
  readonly text: string;
  readonly markdown?: string;
}

export interface SarifRun {
  /** `check` or `validate`: results of the one never take the place of those of the other. */
  readonly command: string;
  readonly version: string;
  readonly remarks: readonly Remark[];
  readonly helpOf: (rule: string) => RuleHelp | undefined;
}

/** Findings as SARIF 2.1.0 (OASIS), for code scanning and other programs that collect them. */
export function sarif({ command, version, remarks, helpOf }: SarifRun): string {
  const rules = [...new Set(remarks.map(({ rule }) => rule))].sort();
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Plumbline', version, rules: rules.map((rule) => descriptor(rule, helpOf(rule))) } },
        automationDetails: { id: `plumbline/${command}/` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The top of the repository.' } } },
        results: remarks.map((remark) => result(remark, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const ROOT = '%SRCROOT%';
const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

function descriptor(id: string, help: RuleHelp | undefined) {
  if (help === undefined) return { id };
  const { title, text, markdown } = help;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text },
    help: { text, ...(markdown === undefined ? {} : { markdown }) },
  };
}

function result({ rule, level, message, file, range, identity }: Remark, rules: readonly string[]) {
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: LEVELS[level],
    message: { text: legible(message) },
    locations: [{ physicalLocation: { artifactLocation: artifact(file), ...region(range) } }],
    // The one fingerprint that GitHub reads: an alert stays the same one when lines above it come and go.
    partialFingerprints: { primaryLocationLineHash: identity },
  };
}

/** What lies outside the repository has its whole address. */
function artifact(file: string) {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  if (file.startsWith('/')) return { uri: `file://${uri}` };
  return /^[A-Za-z]:\//.test(file) ? { uri: `file:///${uri.replace('%3A', ':')}` } : { uri, uriBaseId: ROOT };
}

function region(range: Remark['range']) {
  if (range === undefined) return {};
  const { start, end } = range;
  return {
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  };
}
