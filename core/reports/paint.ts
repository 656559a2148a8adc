/** Colours for a terminal, or none. Text never says by colour alone what it says. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

export function paint(enabled: boolean): Paint {
  const code = (number: number) => (text: string) => (enabled ? `\u001b[${number}m${text}\u001b[0m` : text);
  return { red: code(31), yellow: code(33), green: code(32), dim: code(2), bold: code(1) };
}
