import type { Project } from '../../core/project/project.ts';
import type { RenameEdit } from './rename.ts';
import type { Target } from './targets.ts';

/** Feature functions take features by name: with a column, the parameter changes its name, and so does its use in the function. */
export function renameParameters(
  project: Project,
  { file, column }: Extract<Target, { kind: 'column' }>,
  newName: string,
): readonly RenameEdit[] {
  return project.parametersOfColumn(file, column.feature).flatMap((parameter) => {
    const source = project.python.get(parameter.file);
    const fn = source?.functions.find(({ start, end }) => start <= parameter.start && parameter.end <= end);
    if (fn === undefined) return [];
    const text = project.textOf(parameter.file);
    const uses = usesIn(text.slice(parameter.start, fn.end), column.feature);
    return uses.map((at) => {
      const start = parameter.start + at;
      return { file: parameter.file, start, end: start + column.feature.length, newText: newName };
    });
  });
}

/** Where a name stands for itself in Python: not in a comment or a text, not as an attribute or a keyword of a call. */
function usesIn(text: string, name: string): readonly number[] {
  const skipped = String.raw`(?<![fF])(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|#[^\n]*`;
  const tokens = new RegExp(`${skipped}|(?<![\\w.])${name}(?!\\w)`, 'g');
  return [...text.matchAll(tokens)]
    .filter(({ 0: token, index }) => token === name && (index === 0 || !isKeywordArgument(text, index, name)))
    .map(({ index }) => index);
}

function isKeywordArgument(text: string, at: number, name: string): boolean {
  return /[(,]\s*$/.test(text.slice(0, at)) && /^\s*=(?!=)/.test(text.slice(at + name.length));
}
