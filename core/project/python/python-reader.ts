import { Language, Parser, Query } from 'web-tree-sitter';
import { assetPath } from '../../platform/assets.ts';
import type { ReadPython } from './python-index.ts';
import { PYTHON_QUERY } from './python-query.ts';
import { readPythonTree } from './read-python-tree.ts';

let reader: Promise<ReadPython> | undefined;

/** The reader of Python files; loaded when it is first asked for, once in the life of the process. */
export function pythonReader(): Promise<ReadPython> {
  reader ??= load();
  return reader;
}

async function load(): Promise<ReadPython> {
  await Parser.init({ locateFile: () => assetPath('web-tree-sitter.wasm') });
  const language = await Language.load(assetPath('tree-sitter-python.wasm'));
  const parser = new Parser();
  parser.setLanguage(language);
  const query = new Query(language, PYTHON_QUERY);
  return (path, text) => {
    const tree = parser.parse(text);
    if (tree === null) return { path, functions: [], imports: [], uses: [], columnAssignments: [] };
    try {
      return readPythonTree(path, query.captures(tree.rootNode));
    } finally {
      // Trees live in the memory of the WebAssembly module, which nobody tidies up but us.
      tree.delete();
    }
  };
}
