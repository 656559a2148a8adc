import { type DocumentSymbol, SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { FoundSymbol, OutlineSymbol } from '../features/symbols.ts';
import type { Places } from '../places.ts';

const KINDS = {
  asset: SymbolKind.Class,
  column: SymbolKind.Field,
  expectation: SymbolKind.Event,
  join: SymbolKind.Interface,
  item: SymbolKind.Property,
} as const;

export function documentSymbol(symbol: OutlineSymbol, file: string, places: Places): DocumentSymbol {
  return {
    name: symbol.name,
    ...(symbol.detail === undefined ? {} : { detail: symbol.detail }),
    kind: KINDS[symbol.kind],
    range: places.rangeOf(file, symbol),
    selectionRange: places.rangeOf(file, symbol.selection),
    children: symbol.children.map((child) => documentSymbol(child, file, places)),
  };
}

export function symbolInformation(symbol: FoundSymbol, { rangeOf, uriOf }: Places): SymbolInformation {
  const { name, kind, file, container } = symbol;
  return SymbolInformation.create(name, KINDS[kind], rangeOf(file, symbol), uriOf(file), container);
}
