import type { Rule } from '../rules/rule.ts';
import { RULES } from '../rules/rules.ts';

/** The reference page of the rules, in Markdown: each with its level, why it is there, and examples that are tested. */
export function renderRulesPage(): string {
  return [
    '<!-- Generated from core/rules by npm run generate. -->',
    '# Rules',
    INTRODUCTION,
    ['| Rule | Level | Finds |', '|---|---|---|', ...RULES.map(row)].join('\n'),
    ...RULES.flatMap(section),
    '',
  ].join('\n\n');
}

const INTRODUCTION = `The editor, \`plumbline check\` and CI report the same findings, in the same words.

A rule is made louder, quieter or silent in plumbline.yaml:

\`\`\`yaml
rules: { feature-without-test: error, missing-description: warning }
\`\`\`

A single finding is accepted by a comment in its line or alone in the line above; several rules are separated by commas:

\`\`\`yaml
- { name: carrier, type: string } # plumbline-ignore breaking-schema-change
\`\`\`

Rules that compare with what is **registered** look at the definitions at the merge base with the default branch, at
\`base:\` of plumbline.yaml, or at \`plumbline check --base REF\`. Without Git they say nothing.`;

function row({ id, level, title }: Rule): string {
  return `| [\`${id}\`](#${id}) | ${level} | ${title} |`;
}

function section({ id, title, level, docs, fixes }: Rule): readonly string[] {
  const about = level === 'off' ? 'Off, unless plumbline.yaml switches it on.' : `Level: ${level}.`;
  return [
    `## ${id}`,
    `**${title}.** ${about}${fixes === undefined ? '' : ' The editor offers a fix.'}`,
    docs.why,
    `Found:\n\n${exampleInMarkdown(docs.bad)}`,
    `In order:\n\n${exampleInMarkdown(docs.good)}`,
  ];
}

/** The files of an example, each in a block with its path above it. */
export function exampleInMarkdown(text: string): string {
  const [, ...parts] = text.split(/^-- (.+) --\n/m);
  const blocks: string[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const [path = '', content = ''] = parts.slice(at, at + 2);
    const isBase = path.startsWith('base: ');
    const heading = isBase ? `\`${path.slice('base: '.length)}\`, as registered` : `\`${path}\``;
    const language = path.endsWith('.py') ? 'python' : 'yaml';
    if (content.trim() !== '') blocks.push(`${heading}\n\n\`\`\`${language}\n${content}\`\`\``);
  }
  return blocks.join('\n\n');
}
