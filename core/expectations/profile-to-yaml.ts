import type { ExpectationSuite } from '../definitions/expectation-suite.ts';
import { renderFlow } from '../documents/render-yaml.ts';
import type { Drawn } from './profile-expectations.ts';

/** The suite as a file to be read and changed: arguments on one line, and above each column what was seen in it. */
export function profileToYaml(suite: ExpectationSuite, drawn: readonly Drawn[], label: string): string {
  const lines = [
    `# ${oneLine(`Drawn from ${label}. Read it before you trust it: it says what is, not what must be.`)}`,
    '',
    `name: ${renderFlow(suite.name)}`,
    ...(suite.feature_group === undefined ? [] : [`feature_group: ${renderFlow(suite.feature_group)}`]),
    'expectations:',
  ];
  for (const [index, { expectation, seen }] of drawn.entries()) {
    if (seen !== undefined) lines.push(...(index > 0 ? [''] : []), `  # ${oneLine(seen)}`);
    lines.push(`  - type: ${expectation.type}`, `    kwargs: ${renderFlow(expectation.kwargs)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A line break in the name of a column must not end the comment. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
