import { CST, Lexer } from 'yaml';
import type { Chunk } from './document.ts';
import { lineStart } from './lines.ts';
import type { Span } from './node.ts';

/** From the `#` to the end of its line; `text` is what follows the `#`, trimmed. */
export interface Comment extends Span {
  readonly text: string;
  /** True if nothing else stands in its line, so that it speaks of what comes below. */
  readonly alone: boolean;
}

const commentsByChunk = new WeakMap<Chunk, readonly Comment[]>();

/**
 * The comments of a chunk of YAML, with offsets relative to it. A `#` inside a text in quotes or a block text is none;
 * the lexer knows. (JSON has no comments.)
 */
export function commentsOf(chunk: Chunk): readonly Comment[] {
  let comments = commentsByChunk.get(chunk);
  if (comments === undefined) {
    comments = chunk.text.includes('#') ? lexComments(chunk.text) : [];
    commentsByChunk.set(chunk, comments);
  }
  return comments;
}

function lexComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let at = 0;
  let scalarFollows = false;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    // The lexer announces a plain or block text by a mark that is not in the text, as it does for documents and errors.
    const isMark: boolean = !scalarFollows && (type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar');
    if (!scalarFollows && type === 'comment') comments.push(commentAt(text, at, token));
    scalarFollows = isMark && type === 'scalar';
    if (!isMark) at += token.length;
  }
  return comments;
}

function commentAt(text: string, start: number, token: string): Comment {
  const line = lineStart(text, start);
  const alone = text.slice(line, start).trim() === '';
  return { start, end: start + token.length, text: token.slice(1).trim(), alone };
}
