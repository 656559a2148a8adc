import type { AssetKey, AssetRef } from '../definitions/asset.ts';
import type { DefinitionTypes } from '../definitions/kinds.ts';
import type { AssetKind, ColumnScope } from '../definitions/meaning.ts';
import type { Lenient } from '../definitions/schema.ts';
import type { Document } from '../documents/document.ts';
import type { Path, Span } from '../documents/node.ts';
import type { AnyDefinitionFile, DefinitionFile, DefinitionFileOf, Mention } from './definition-file.ts';
import type { PythonFunction, PythonSource } from './python-source.ts';

/**
 * The graph of everything a project defines, updated file by file. What cannot be known is `undefined`, never wrong:
 * a column of a group that does not exist is not "missing", the group is.
 */
export interface Project {
  readonly root: string;
  readonly config: Lenient<DefinitionTypes['project']>;
  readonly files: ReadonlyMap<string, DefinitionFile>;
  readonly python: ReadonlyMap<string, PythonSource>;
  /** False while Python files have not been read: then nothing is known of functions and tests. */
  readonly isPythonKnown: boolean;

  /** The files that define this name, lowest version first; more than one with the same key is a mistake of the user's. */
  definers<K extends AssetKind>(kind: K, name: string): readonly DefinitionFileOf<K>[];
  /** The file a reference means: the exact version, or the highest if it names none (or an alias). */
  resolve<K extends AssetKind>(kind: K, ref: AssetRef | string): DefinitionFileOf<K> | undefined;
  names(kind: AssetKind): readonly string[];
  assets(kind: AssetKind): readonly DefinitionFile[];
  /** The columns that a name at this place may come from; undefined where that cannot be known. */
  columns(file: AnyDefinitionFile, scope: ColumnScope, path: Path): ColumnSet | undefined;
  /** Files that mention what this file defines, directly. */
  dependants(path: string): readonly string[];
  /** Every place that mentions the asset, its definition included; each the name alone, without `@version`. */
  mentionsOfAsset(key: AssetKey): readonly Location[];
  /**
   * Every place that mentions this column of this group or view, through joins, prefixes and views; each the feature's
   * own name alone, without a join's prefix. Where the letters in the file are escaped, the span is the whole text.
   */
  mentionsOfColumn(file: AnyDefinitionFile, column: string): readonly Location[];
  /** Parameters of the group's feature functions that are this column: a rename must rename them, too. */
  parametersOfColumn(file: AnyDefinitionFile, column: string): readonly Location[];
  pythonFunction(reference: string): { readonly source: PythonSource; readonly fn: PythonFunction } | undefined;
  /** Pytest functions that use this function, directly or by its module. */
  testsOf(reference: string): readonly { readonly source: PythonSource; readonly fn: PythonFunction }[];
  /**
   * Where a path of the value stands in the text: of a text its letters, without quotes. Where the path leads to nothing,
   * the head of the nearest part that exists. `key` gives the key of a map entry.
   */
  spanOf(file: AnyDefinitionFile, path: Path, part?: 'key' | 'value'): Span;
  textOf(path: string): string;
  /** The text of a definition file as chunks and nodes. */
  documentOf(path: string): Document;
}

export interface Location extends Span {
  readonly file: string;
}

export type ColumnSet = ReadonlyMap<string, Column>;

export interface Column {
  readonly name: string;
  /** As written in the feature group; undefined if it is not given. */
  readonly type: string | undefined;
  readonly description: string | undefined;
  /** The feature group that it comes from, and its name there (a join may put a prefix before it). */
  readonly group: string | undefined;
  readonly feature: string;
  readonly label: boolean;
}

export type { Mention };
