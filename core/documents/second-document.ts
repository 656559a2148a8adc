import { parseDocument } from 'yaml';
import type { SyntaxProblem } from './node.ts';
import { tooDeep, unlessTooDeep } from './too-deep.ts';
import { YAML_OPTIONS } from './yaml-options.ts';
import { yamlProblems } from './yaml-problems.ts';

/** What is wrong with the text from `---` or `...` in column 0 on: all that follows a first document. */
export function secondDocument(text: string): readonly SyntaxProblem[] {
  if (text.startsWith('---')) {
    return [
      {
        start: 0,
        end: 3,
        code: 'multiple-docs',
        message: 'A second document begins here: a file holds one definition.',
      },
    ];
  }
  // `...` may end the file; whether anything but comments follows is for the parser to say, behind some document.
  const first = 'x\n';
  const errors = unlessTooDeep(() => parseDocument(first + text, YAML_OPTIONS).errors);
  if (errors === null) return [tooDeep(text)];
  return yamlProblems(first + text, errors, null).map(({ start, end, ...problem }) => ({
    ...problem,
    start: Math.max(0, start - first.length),
    end: Math.max(0, end - first.length),
  }));
}
