import { describeArgument } from '../../core/catalogue/argument-in-words.ts';
import type { ExpectationType } from '../../core/catalogue/expectation-type.ts';

/** What a type of expectation says, its arguments, and an example; Markdown. */
export function aboutExpectation({ type, description, args, example }: ExpectationType): string {
  const list = Object.entries(args).map(([name, argument]) => `- \`${name}\`: ${describeArgument(argument)}`);
  return [`**${type}**`, description, list.join('\n'), `\`\`\`yaml\nkwargs: ${example}\n\`\`\``].join('\n\n');
}
