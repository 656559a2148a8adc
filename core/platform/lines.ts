import { StringDecoder } from 'node:string_decoder';

/** Beyond this a line is handed on in pieces, so that a program that never ends its line cannot fill the memory. */
const longestLine = 64 * 1024;

export interface LineReader {
  push(chunk: Uint8Array): void;
  /** Hands on the last line if it lacks its end. */
  end(): void;
}

/**
 * Cuts a stream of bytes (UTF-8) into lines. A lone carriage return ends a line too: progress bars use it.
 */
export function readLines(onLine: (line: string) => void): LineReader {
  const decoder = new StringDecoder('utf8');
  let rest = '';

  function take(text: string): void {
    rest += text;
    // A carriage return at the very end may be the first half of a Windows line end.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
    while (rest.length > longestLine) {
      onLine(rest.slice(0, longestLine));
      rest = rest.slice(longestLine);
    }
  }

  return {
    push: (chunk) => take(decoder.write(chunk)),
    end() {
      take(decoder.end());
      if (rest !== '') onLine(rest.replace(/\r$/, ''));
      rest = '';
    },
  };
}
