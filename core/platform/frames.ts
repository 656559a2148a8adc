/** A message between us and a Python process: its length in bytes (4, big endian), then as many bytes of JSON. */
export function frame(message: unknown): Uint8Array {
  const body = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

/** Cuts a stream of bytes into messages; takes chunks as they come. */
export function readFrames(onMessage: (message: unknown) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let size = 0;
  let wanted = 4;
  return (chunk) => {
    parts.push(chunk);
    size += chunk.length;
    // Put together only when a message is whole: a large one comes in many chunks.
    while (size >= wanted) {
      const all = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
      const end = 4 + all.readUInt32BE(0);
      if (size < end) {
        parts = [all];
        wanted = end;
        return;
      }
      parts = [all.subarray(end)];
      size -= end;
      wanted = 4;
      onMessage(JSON.parse(all.toString('utf8', 4, end)));
    }
  };
}
