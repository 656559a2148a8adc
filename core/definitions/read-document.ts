import type { Chunk, Document } from '../documents/document.ts';
import { sameEnds } from '../documents/same-ends.ts';
import { spliced } from '../documents/spliced.ts';
import { assemble } from './assemble.ts';
import { IGNORE_WORD } from './ignore-word.ts';
import type { DefinitionProblem, FindMentions, Mention } from './mention.ts';
import { type PlacedFacts, placeFacts, placeMention } from './place-facts.ts';
import { type ChunkFacts, chunkFacts, pathOf, readChunk } from './read-chunk.ts';
import type { MapShape } from './shape.ts';

/** What a whole definition file says. */
export interface DefinitionReading {
  readonly value: Readonly<Record<string, unknown>>;
  /** In the order of the text. */
  readonly mentions: readonly Mention[];
  /** As `mentions`, of one meaning; only these are given their places. */
  readonly mentionsOf: FindMentions;
  /** The texts of these, each once. */
  readonly namesOf: (is: Is) => Iterable<string>;
  readonly problems: readonly DefinitionProblem[];
  /** Whether some comment may silence a rule. */
  readonly hasIgnoreWord: boolean;
}

/** A reading that the next one can go on from. */
export interface KeptReading extends DefinitionReading {
  readonly chunks: readonly Chunk[];
  readonly facts: readonly ChunkFacts[];
  readonly shape: MapShape;
  /** Whether it mentions the same names, in the same order, as the reading before it. */
  readonly namesTheSame: boolean;
  readonly names: Names;
}

/** Which names there are of each meaning, and how often, as far as somebody has asked. */
interface Names {
  readonly meanings: ReadonlySet<Is>;
  readonly byMeaning: Map<Is, ReadonlyMap<string, number>>;
}

type Is = Mention['meaning']['is'];

/**
 * Reads a document whose chunks will be met again: each is read once, however often the document is edited. What only
 * a rule or a page wants to see is put together when it is asked for.
 */
export function readDocument(
  document: Document,
  shape: MapShape,
  onRead: () => void,
  before?: KeptReading,
): KeptReading {
  const { chunks } = document;
  const known = before?.shape === shape ? before : undefined;
  const { head, tail } = sameEnds(known?.chunks ?? [], chunks);
  const fresh = chunks.slice(head, chunks.length - tail).map((chunk) => chunkFacts(chunk, shape, onRead));
  const old = known?.facts ?? [];
  const facts = known === undefined ? fresh : spliced(old, head, old.length - tail, fresh);
  const whole = assemble(
    document,
    facts.map((each) => each.value),
    shape,
  );
  const gone = old.slice(head, old.length - tail);
  const namesTheSame = known !== undefined && sameNames(gone, fresh);
  const names = namesTheSame ? known.names : namesIn(facts, known?.names, gone, fresh);
  let mentions: readonly Mention[] | undefined;
  let problems: readonly DefinitionProblem[] | undefined;
  return {
    chunks,
    facts,
    shape,
    namesTheSame,
    names,
    value: whole.value,
    ...finders(document, facts, names),
    get mentions() {
      mentions ??= placed(document, facts).flatMap((each) => each.mentions);
      return mentions;
    },
    get problems() {
      problems ??= inOrder([...problemsIn(document, facts), ...whole.problems]);
      return problems;
    },
    get hasIgnoreWord() {
      return facts.some((each) => each.hasIgnoreWord);
    },
  };
}

/** The names of an edited document: those of the one before, without what is gone, and with what is new. */
function namesIn(
  facts: readonly ChunkFacts[],
  before: Names | undefined,
  gone: readonly ChunkFacts[],
  fresh: readonly ChunkFacts[],
): Names {
  const meanings = new Set<Is>();
  let last: ChunkFacts['meanings'] | undefined;
  for (const each of facts) {
    if (each.meanings === last) continue;
    last = each.meanings;
    for (const is of last) meanings.add(is);
  }
  const byMeaning = new Map<Is, ReadonlyMap<string, number>>();
  for (const [is, counts] of before?.byMeaning ?? []) {
    const now = new Map(counts);
    count(now, gone, is, -1);
    count(now, fresh, is, 1);
    byMeaning.set(is, now);
  }
  return { meanings, byMeaning };
}

function count(counts: Map<string, number>, facts: readonly ChunkFacts[], is: Is, by: 1 | -1): void {
  for (const { mentions } of facts) {
    for (const { meaning, text } of mentions) {
      if (meaning.is !== is) continue;
      const now = (counts.get(text) ?? 0) + by;
      if (now === 0) counts.delete(text);
      else counts.set(text, now);
    }
  }
}

function sameNames(before: readonly ChunkFacts[], now: readonly ChunkFacts[]): boolean {
  const [old, fresh] = [before, now].map((facts) => facts.flatMap(({ mentions }) => mentions));
  return (
    old?.length === fresh?.length &&
    (old ?? []).every(({ meaning, text }, at) => {
      const same = fresh?.[at];
      return same?.text === text && same.meaning.is === meaning.is;
    })
  );
}

/** Finds mentions without placing others: on a keystroke nearly all of thousands are where nobody looks. */
function finders(
  { chunks, starts }: Document,
  facts: readonly ChunkFacts[],
  { meanings, byMeaning }: Names,
): Pick<DefinitionReading, 'mentionsOf' | 'namesOf'> {
  let indexes: readonly number[] | undefined;
  const mentionsOf = (is: Is, wanted?: (text: string) => boolean) => {
    const found: Mention[] = [];
    if (!meanings.has(is)) return found;
    facts.forEach((each, chunk) => {
      for (const mention of each.mentions) {
        if (mention.meaning.is !== is || wanted?.(mention.text) === false) continue;
        indexes ??= itemIndexes(chunks);
        found.push(placeMention(mention, starts[chunk] ?? 0, indexes[chunk] ?? 0));
      }
    });
    return found;
  };
  const namesOf = (is: Is) => {
    let counts = byMeaning.get(is);
    if (counts === undefined) {
      const all = new Map<string, number>();
      if (meanings.has(is)) count(all, facts, is, 1);
      byMeaning.set(is, all);
      counts = all;
    }
    return counts.keys();
  };
  return { mentionsOf: mentionsOf as FindMentions, namesOf };
}

function placed({ chunks, starts }: Document, facts: readonly ChunkFacts[]): readonly PlacedFacts[] {
  const indexes = itemIndexes(chunks);
  return facts.map((each, at) => placeFacts(each, starts[at] ?? 0, indexes[at] ?? 0));
}

function problemsIn({ chunks, starts }: Document, facts: readonly ChunkFacts[]): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  let indexes: readonly number[] | undefined;
  facts.forEach((each, at) => {
    if (each.problems.length === 0) return;
    indexes ??= itemIndexes(chunks);
    problems.push(...placeFacts(each, starts[at] ?? 0, indexes[at] ?? 0).problems);
  });
  return problems;
}

/** Reads a document that is not kept: the same result, in one go and without a trace of its chunks. */
export function readDocumentOnce(document: Document, shape: MapShape): DefinitionReading {
  const mentions: Mention[] = [];
  const problems: DefinitionProblem[] = [];
  const indexes = itemIndexes(document.chunks);
  const values = document.chunks.map((chunk, at) => {
    const path = pathOf(chunk, indexes[at] ?? 0);
    return readChunk(chunk, shape, { text: chunk.text, offset: document.starts[at] ?? 0, path, mentions, problems });
  });
  const whole = assemble(document, values, shape);
  let byMeaning: ReadonlyMap<Is, readonly Mention[]> | undefined;
  const find = (is: Is, wanted?: (text: string) => boolean): readonly Mention[] => {
    byMeaning ??= Map.groupBy(mentions, ({ meaning }) => meaning.is);
    const all = byMeaning.get(is) ?? NO_MENTIONS;
    return wanted === undefined ? all : all.filter(({ text }) => wanted(text));
  };
  return {
    value: whole.value,
    mentions,
    mentionsOf: find as FindMentions,
    namesOf: (is) => new Set(find(is).map(({ text }) => text)),
    problems: inOrder([...problems, ...whole.problems]),
    hasIgnoreWord: document.chunks.some(({ text }) => text.includes(IGNORE_WORD)),
  };
}

const NO_MENTIONS: readonly Mention[] = [];

/** The number of each chunk that is an item, in its list. */
function itemIndexes(chunks: readonly Chunk[]): readonly number[] {
  const counts = new Map<string | number | undefined, number>();
  let list: string | number | undefined;
  let index = 0;
  return chunks.map(({ role, parent }) => {
    if (role !== 'item') return 0;
    if (parent[0] !== list || index === 0) {
      counts.set(list, index);
      list = parent[0];
      index = counts.get(list) ?? 0;
    }
    index += 1;
    return index - 1;
  });
}

/** The order of the text, whoever found them. */
function inOrder(problems: readonly DefinitionProblem[]): readonly DefinitionProblem[] {
  return problems.length < 2 ? problems : [...problems].sort((a, b) => a.start - b.start || a.end - b.end);
}
