import { cannotHoldItem } from './broken-list.ts';
import type { Context, SplitList } from './document.ts';
import {
  afterKey,
  bareKey,
  firstContent,
  indentOf,
  isBlankOrComment,
  isItem,
  isMarker,
  lineStart,
  nextLine,
  plainName,
  startsPlain,
} from './lines.ts';

/** Where a chunk begins. It ends where the next one begins. */
export interface Cut {
  readonly start: number;
  readonly context: Context;
}

export const START: Context = { kind: 'start', list: null };

/**
 * Cuts YAML into whole lines that can be parsed alone: each top-level entry, and each item of a top-level block list.
 *
 * It rests on one fact: inside an entry of a map in column 0, and inside an item with its dash in column n, nothing can
 * go on (no quoted text, flow collection, block scalar or plain text) in a line that is not indented deeper. Where the
 * fact does not hold or is not sure to hold (the root is a flow collection or a text; a list begins after anything but
 * a bare `key:`), the lines stay together: more work for the parser, the same result.
 *
 * `text` begins at a chunk that has `context`; that is the first cut. `stop` may end the work at a later cut, which is
 * then the last.
 */
export function splitYaml(text: string, context: Context, stop: (cut: Cut) => boolean = () => false): readonly Cut[] {
  const cuts: Cut[] = [{ start: 0, context }];
  let chunk = openChunk(0, context);
  let line = context.kind === 'start' ? firstContent(text) : 0;
  while (line < text.length && chunk.within !== 'all') {
    const at = line + indentOf(text, line);
    if (!isBlankOrComment(text, at)) {
      const next = chunk.begun ? nextContext(chunk, text, line, at) : null;
      if (next !== null) {
        const cut = { start: aboveComments(text, chunk.start, line, at - line), context: next };
        cuts.push(cut);
        if (stop(cut)) break;
        chunk = openChunk(cut.start, next);
      }
      if (chunk.begun) chunk.head = null;
      else begin(chunk, text, line, at);
    }
    line = nextLine(text, line);
  }
  return cuts;
}

/** What is known in the middle of a chunk. */
interface OpenChunk {
  readonly start: number;
  /** The chunk that the text begins with: its first line shows what the root is. */
  readonly first: boolean;
  /** `all`: there is no further cut. */
  within: 'entry' | 'item' | 'all';
  /** Whether the first line with content has been read. */
  begun: boolean;
  list: SplitList | null;
  /** The key of this entry. */
  key: string | null;
  /** The same, while the line is a bare `key:` and nothing has followed: items that follow are its list. */
  head: string | null;
  /** Whether a list may begin at a line that only broken text can have here; asked once, for it costs a parse. */
  mayBreak: boolean;
}

function openChunk(start: number, { kind, list }: Context): OpenChunk {
  const within = kind === 'rest' ? 'all' : kind === 'item' || kind === 'first-item' ? 'item' : 'entry';
  return {
    start,
    first: kind === 'start',
    within,
    begun: false,
    list,
    key: null,
    head: null,
    mayBreak: kind !== 'item',
  };
}

/** Takes in the first line with content of a chunk. */
function begin(chunk: OpenChunk, text: string, line: number, at: number): void {
  chunk.begun = true;
  if (chunk.within === 'item') return;
  if (chunk.first && at > line && text[line - 1] === '\uFEFF') {
    // The parser does not count spaces behind a byte order mark as indentation.
    chunk.within = 'all';
  } else if (chunk.first && isItem(text, at)) {
    chunk.within = 'item';
    chunk.list = { parent: [], indent: at - line };
  } else if (chunk.first && !beginsMap(text, line, at)) {
    chunk.within = 'all';
  } else if (at === line) {
    chunk.head = bareKey(text, line);
    chunk.key = plainName(text, line);
  }
}

/**
 * Whether entries in column 0 can only be entries of the root, or errors. Plain text without a colon may be a half-typed
 * key, or the whole document.
 */
function beginsMap(text: string, line: number, at: number): boolean {
  return !isMarker(text, line) && (startsPlain(text, at) || afterKey(text, at) !== -1);
}

/** The context of the chunk that begins with this line, or null if the line belongs to the chunk before. */
function nextContext(chunk: OpenChunk, text: string, line: number, at: number): Context | null {
  if (at === line && isMarker(text, line)) return { kind: 'rest', list: null };
  if (at === line && afterKey(text, line) !== -1) return { kind: 'entry', list: chunk.list };
  if (isItem(text, at)) return itemContext(chunk, text, line, at - line);
  // Some other beginning of an entry: `? key`, `&anchor key`. A bracket may close the item's own; a tab is an error.
  const leavesItem = chunk.within === 'item' && at === line && !'}]\t'.includes(text[at] ?? '');
  return leavesItem ? { kind: 'entry', list: chunk.list } : null;
}

function itemContext(chunk: OpenChunk, text: string, line: number, indent: number): Context | null {
  if (chunk.head !== null) return { kind: 'first-item', list: { parent: [chunk.head], indent } };
  // An item to the left of its list is certainly an error, which the whole document will show.
  if (chunk.within === 'item' && chunk.list !== null && indent <= chunk.list.indent) {
    return { kind: 'item', list: chunk.list };
  }
  const list = chunk.mayBreak ? listInBrokenText(chunk, indent) : null;
  if (list === null) return null;
  chunk.mayBreak = false;
  return cannotHoldItem(text.slice(chunk.start, line), text.slice(line, nextLine(text, line)))
    ? { kind: 'item', list }
    : null;
}

/**
 * The list that an item in an unlikely place may belong to. Without it, one indentation removed at the top of a list
 * would make one chunk of all that follows.
 */
function listInBrokenText(chunk: OpenChunk, indent: number): SplitList | null {
  if (chunk.within === 'item') return chunk.list && { parent: chunk.list.parent, indent };
  if (chunk.list !== null) return chunk.list.indent === indent ? chunk.list : null;
  return chunk.key === null ? null : { parent: [chunk.key], indent };
}

/** Comments directly above a line, not indented deeper than it, belong to it. */
function aboveComments(text: string, from: number, line: number, indent: number): number {
  let start = line;
  while (start > from) {
    const above = lineStart(text, start - 1);
    const depth = indentOf(text, above);
    if (above < from || depth > indent || text[above + depth] !== '#') break;
    start = above;
  }
  return start;
}
