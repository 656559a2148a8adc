import type { Node } from 'web-tree-sitter';
import type { PythonImport } from '../python-source.ts';

/** One name of `import a.b, c as d`. */
export function importedModule(node: Node): PythonImport {
  const { name, alias } = readName(node);
  return { start: node.startIndex, end: node.endIndex, module: name, name: undefined, alias };
}

/** One name of `from a.b import c, d as e`, or its `*`. */
export function importedName(node: Node): PythonImport {
  const module = node.parent?.childForFieldName('module_name')?.text ?? '';
  return { start: node.startIndex, end: node.endIndex, module, ...readName(node) };
}

function readName(node: Node): { readonly name: string; readonly alias: string | undefined } {
  if (node.type !== 'aliased_import') return { name: node.text, alias: undefined };
  return { name: node.childForFieldName('name')?.text ?? '', alias: node.childForFieldName('alias')?.text };
}
