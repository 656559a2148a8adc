import { assembleDocument } from './assemble-document.ts';
import { jsonChunk, type Work, yamlChunk } from './chunk.ts';
import type { Document, Language } from './document.ts';
import { START, splitYaml } from './split-yaml.ts';

/**
 * Reads a text as chunks. Never throws, whatever the text: what is wrong with it stands in the chunks' `problems` and
 * in those of the document. There is always at least one chunk, if only an empty one.
 *
 * JSON is one chunk: its parser reads a suite of 300 KB in some 10 ms, broken or not.
 */
export function openDocument(text: string, language: Language, work: Work = { chunksParsed: 0 }): Document {
  if (language === 'json') return assembleDocument('json', [jsonChunk(text, work)], [START], work);
  const cuts = splitYaml(text, START);
  const chunks = cuts.map(({ start, context }, i) =>
    yamlChunk(text.slice(start, cuts[i + 1]?.start), context, new Map(), work),
  );
  return assembleDocument(
    'yaml',
    chunks,
    cuts.map(({ context }) => context),
    work,
  );
}
