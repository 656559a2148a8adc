import { isCollection, type ParsedNode, parseDocument } from 'yaml';
import { firstOfEachLine } from './first-of-each-line.ts';
import { indentOf, lineStart } from './lines.ts';
import type { Anchors, Links } from './links.ts';
import type { Node, SyntaxProblem } from './node.ts';
import type { Reading } from './reading.ts';
import { readSimpleYaml } from './simple-yaml.ts';
import { tooDeep, unlessTooDeep } from './too-deep.ts';
import { readNode } from './yaml-node.ts';
import { YAML_OPTIONS } from './yaml-options.ts';
import { yamlProblems } from './yaml-problems.ts';

/** Some lines of YAML, read alone. */
export interface ParsedYaml {
  readonly node: Node | null;
  readonly problems: readonly SyntaxProblem[];
  /** Spaces before the block map or list that the text is; null if it is something else. */
  readonly column: number | null;
  readonly links: Links | null;
}

/** Parses whole lines of YAML, whatever they are; never throws. `outer` are the anchors that the lines before set. */
export function parseYaml(text: string, outer: Anchors): ParsedYaml {
  const simple = readSimpleYaml(text);
  return simple === undefined ? parseAnyYaml(text, outer) : { ...simple, problems: [], links: null };
}

/** The same by the parser that knows all of YAML. */
export function parseAnyYaml(text: string, outer: Anchors): ParsedYaml {
  return (
    unlessTooDeep(() => parse(text, outer)) ?? { node: null, problems: [tooDeep(text)], column: null, links: null }
  );
}

function parse(text: string, outer: Anchors): ParsedYaml {
  const { contents, errors } = parseDocument<ParsedNode>(text, YAML_OPTIONS);
  const brokenKeys = errors.filter(({ code }) => code === 'MULTILINE_IMPLICIT_KEY').map(({ pos }) => pos[0]);
  const reading: Reading = {
    text,
    outer,
    brokenKeys: new Set(brokenKeys),
    sets: new Map(),
    uses: new Map(),
    problems: [],
    copied: 0,
    depth: 0,
  };
  const node = contents === null ? null : readNode(contents, reading);
  const isBlock = isCollection(contents) && contents.flow !== true;
  return {
    node,
    problems: firstOfEachLine(text, [...yamlProblems(text, errors, node), ...reading.problems]),
    column: isBlock ? indentOf(text, lineStart(text, contents.range[0])) : null,
    links: linksOf(reading),
  };
}

function linksOf({ sets, uses }: Reading): Links | null {
  if (sets.size === 0 && uses.size === 0) return null;
  const closed = new Map<string, Node | null>();
  for (const [name, node] of sets) if (node !== 'open') closed.set(name, node);
  return { sets: closed, uses };
}
