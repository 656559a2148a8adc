/** Line and character count from 0; characters are UTF-16 units, as LSP and VS Code count them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}
