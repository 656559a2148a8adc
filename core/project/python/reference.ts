/** A function as definitions name it: `path/to/file.py::name`. */
export interface PythonReference {
  readonly path: string;
  readonly name: string;
}

/** Never fails; a reference without `::` names no function. */
export function parsePythonReference(text: string): PythonReference {
  const at = text.indexOf('::');
  if (at < 0) return { path: text, name: '' };
  return { path: text.slice(0, at).replace(/^\.\//, ''), name: text.slice(at + 2) };
}
