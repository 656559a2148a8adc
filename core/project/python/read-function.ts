import type { Node } from 'web-tree-sitter';
import type { PythonFunction, PythonParameter } from '../python-source.ts';

/** A `function_definition`; `inClass` is the class that it is a method of. */
export function readFunction(node: Node, inClass: string | undefined): PythonFunction {
  const whole = wholeOf(node);
  const name = node.childForFieldName('name');
  const decorators = whole.id === node.id ? [] : whole.namedChildren.filter((child) => child?.type === 'decorator');
  return {
    start: whole.startIndex,
    end: whole.endIndex,
    name: name?.text ?? '',
    nameSpan: { start: name?.startIndex ?? node.startIndex, end: name?.endIndex ?? node.startIndex },
    parameters: (node.childForFieldName('parameters')?.namedChildren ?? []).flatMap(readParameter),
    returns: typeText(node.childForFieldName('return_type')),
    docstring: docstringOf(node.childForFieldName('body')),
    decorators: decorators.map((decorator) => decorator?.text.replace(/^@\s*/, '') ?? ''),
    inClass,
  };
}

/** A function with its decorators. */
export function wholeOf(node: Node): Node {
  return node.parent?.type === 'decorated_definition' ? node.parent : node;
}

/** `a`, `a: int`, `a=1`, `a: int = 1`, `*args`, `**kwargs: str`; not the `/` and `*` between them. */
function readParameter(node: Node | null): readonly PythonParameter[] {
  if (node === null) return [];
  const variadic = SPLATS.has(node.type) || SPLATS.has(node.firstNamedChild?.type ?? '');
  const holder = SPLATS.has(node.firstNamedChild?.type ?? '') ? node.firstNamedChild : node;
  const name = node.type === 'identifier' ? node : (node.childForFieldName('name') ?? firstIdentifier(holder));
  if (name === null) return [];
  return [
    {
      start: name.startIndex,
      end: node.endIndex,
      name: name.text,
      annotation: typeText(node.childForFieldName('type')),
      hasDefault: node.childForFieldName('value') !== null,
      variadic,
    },
  ];
}

const SPLATS = new Set(['list_splat_pattern', 'dictionary_splat_pattern']);

function firstIdentifier(node: Node | null): Node | null {
  return node?.namedChildren.find((child) => child?.type === 'identifier') ?? null;
}

/** A type as written, without the quotes of one that is spelt as a text. */
function typeText(node: Node | null): string | undefined {
  return node?.text.replace(/^(['"])(.*)\1$/s, '$2');
}

function docstringOf(body: Node | null): string | undefined {
  const first = body?.namedChildren.find((child) => child?.type !== 'comment');
  const text = first?.type === 'expression_statement' ? first.firstNamedChild : null;
  if (text?.type !== 'string') return undefined;
  const content = text.namedChildren.find((child) => child?.type === 'string_content')?.text ?? '';
  return dedented(content);
}

/** As `inspect.cleandoc` does: the indentation that all lines but the first share is not part of the text. */
function dedented(text: string): string {
  const [first = '', ...rest] = text.split(/\r?\n/);
  const indents = rest.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return [first.trimStart(), ...rest.map((line) => line.slice(indent).trimEnd())].join('\n').trim();
}
