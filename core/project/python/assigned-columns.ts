import type { Node } from 'web-tree-sitter';
import type { Span } from '../../documents/node.ts';

/** The columns that `df["a"] = …`, `df[["a", "b"]] = …` or `df.loc[rows, "a"] = …` assigns; `node` is the left side. */
export function assignedColumns(node: Node): readonly (Span & { readonly name: string })[] {
  const places = node.childrenForFieldName('subscript').filter((place) => place !== null);
  const byRow = /\.(loc|at)$/.test(node.childForFieldName('value')?.text ?? '');
  const place = byRow ? (places.length > 1 ? places.at(-1) : undefined) : places.length === 1 ? places[0] : undefined;
  const texts = place?.type === 'list' ? place.namedChildren : [place];
  return texts.flatMap((text) => {
    if (text?.type !== 'string') return [];
    const letters = text.namedChildren.find((child) => child?.type === 'string_content');
    return letters ? [{ start: letters.startIndex, end: letters.endIndex, name: letters.text }] : [];
  });
}
