import type { ExpectationSuite } from '../definitions/expectation-suite.ts';
import { renderFlow } from '../documents/render-yaml.ts';
import type { CandidateKey } from './profiling/candidate-keys.ts';
import type { Dependency } from './profiling/dependencies.ts';
import type { Proposal } from './profiling/proposal.ts';

/** What was drawn from data, as plain JSON: any choice of the proposals can be written as a suite of its own. */
export interface DrawnSuite {
  readonly name: string;
  readonly feature_group?: string;
  /** What it was drawn from. */
  readonly label: string;
  /** Of the whole table, in words. */
  readonly seen: string;
  /** Of each column, in words, with what it is about. */
  readonly columns: readonly { readonly column: string; readonly seen: string }[];
  readonly proposals: readonly Proposal[];
  readonly keys: readonly CandidateKey[];
  readonly dependencies: readonly Dependency[];
}

/** The suite that the proposals make, or only those with these places in the list. */
export function suiteOf(drawn: DrawnSuite, accepted?: ReadonlySet<number>): ExpectationSuite {
  return {
    name: drawn.name,
    ...(drawn.feature_group === undefined ? {} : { feature_group: drawn.feature_group }),
    expectations: acceptedOf(drawn, accepted).map(({ expectation }) => expectation),
  };
}

/**
 * The suite as a file to be read and changed: arguments on one line, above each column what was seen in it, beside each
 * expectation what it rests on and how sure that is.
 */
export function profileToYaml(drawn: DrawnSuite, accepted?: ReadonlySet<number>): string {
  const lines = [
    `# ${oneLine(`Drawn from ${drawn.label}. Read it before you trust it: it says what is, not what must be.`)}`,
    '# Beside each expectation: how sure it is that the next batch of the same kind meets it, and what that rests on.',
    ...drawn.keys.slice(0, 5).map(({ columns }) => `# Key: ${oneLine(columns.join(', '))}`),
    ...drawn.dependencies.map(({ column, decides }) => `# ${oneLine(`${column} decides ${decides.join(', ')}`)}`),
    '',
    `name: ${renderFlow(drawn.name)}`,
    ...(drawn.feature_group === undefined ? [] : [`feature_group: ${renderFlow(drawn.feature_group)}`]),
  ];
  const chosen = acceptedOf(drawn, accepted);
  if (chosen.length === 0) return `${[...lines, 'expectations: []'].join('\n')}\n`;
  lines.push('expectations:');
  const seen = new Map(drawn.columns.map((each) => [each.column, each.seen]));
  let column: string | undefined | null = null;
  for (const [index, proposal] of chosen.entries()) {
    if (proposal.column !== column) {
      column = proposal.column;
      const head = column === undefined ? drawn.seen : (seen.get(column) ?? column);
      lines.push(...(index > 0 ? [''] : []), `  # ${oneLine(head)}`);
    }
    const { expectation, confidence, reason } = proposal;
    lines.push(
      `  - type: ${expectation.type} # ${oneLine(`${inPercent(confidence)}: ${reason}`)}`,
      `    kwargs: ${renderFlow(expectation.kwargs)}`,
      ...(expectation.meta === undefined ? [] : [`    meta: ${renderFlow(expectation.meta)}`]),
    );
  }
  return `${lines.join('\n')}\n`;
}

function acceptedOf({ proposals }: DrawnSuite, accepted: ReadonlySet<number> | undefined): readonly Proposal[] {
  return accepted === undefined ? proposals : proposals.filter((_, index) => accepted.has(index));
}

/** Never `100 %`: nothing that was seen makes that sure. */
export function inPercent(confidence: number): string {
  return `${confidence > 0.999 ? '99.9' : Number((confidence * 100).toPrecision(2))} %`;
}

/** A line break in the name of a column must not end the comment. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
