import { titleOf } from '../catalogue/expectation-in-words.ts';
import { expectationType } from '../catalogue/expectation-types.ts';
import { RULES } from '../rules/rules.ts';
import { exampleInMarkdown } from './rules-page.ts';
import type { RuleHelp } from './sarif.ts';

/** What is to be known of a rule of `check`: what its page says. */
export function helpOfRule(id: string): RuleHelp | undefined {
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) return undefined;
  const { title, docs } = rule;
  const markdown = `${docs.why}\n\nFound:\n\n${exampleInMarkdown(docs.bad)}\n\nIn order:\n\n${exampleInMarkdown(docs.good)}`;
  return { title, text: docs.why, markdown };
}

/** What is to be known of a type of expectation: what its page says. */
export function helpOfExpectation(type: string): RuleHelp | undefined {
  const known = expectationType(type);
  if (known === undefined) return undefined;
  const markdown = `${known.description}\n\n\`\`\`yaml\n- type: ${type}\n  kwargs: ${known.example}\n\`\`\``;
  return { title: titleOf(type), text: known.description, markdown };
}
