import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, inflateSync } from 'node:zlib';
import { PlumblineError } from '../../core/platform/problem.ts';
import { HttpProblem } from './http-problem.ts';

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A plain value is sent as JSON. */
  readonly body: unknown;
}

export interface Asked {
  readonly method: string;
  /** Parts of the path, decoded: ['v2', 'models', 'arrival_delay', 'infer']. */
  readonly path: readonly string[];
  readonly headers: IncomingMessage['headers'];
  /** The whole body, unpacked. */
  readonly body: () => Promise<Buffer>;
  /** On `performance`'s clock. */
  readonly began: number;
  /** Aborted when the client has gone away. */
  readonly gone: AbortSignal;
}

export interface HttpServer {
  /** `http://127.0.0.1:8080` */
  readonly address: string;
  /** Takes no new requests, and resolves when those in flight are answered, or the time is over. */
  close(graceMs: number): Promise<void>;
}

export interface HttpOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly token: string;
  /** Paths that anybody may ask. */
  readonly isOpen: (path: readonly string[]) => boolean;
  readonly answer: (asked: Asked) => Promise<Reply>;
  readonly notify: (message: string) => void;
}

export const MOST_BYTES = 16 * 1024 * 1024;

/** HTTP with what every path needs: the token, limits of size and time, errors as `{"error": "…"}`. */
export async function startHttpServer({ host, port, token, isOpen, answer, notify }: HttpOptions): Promise<HttpServer> {
  const expected = digest(`Bearer ${token}`);
  const server = createServer(async (request, response) => {
    const began = performance.now();
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableEnded) gone.abort();
    });
    try {
      const path = pathOf(request.url ?? '/');
      if (!isOpen(path) && !timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
        throw new HttpProblem(401, 'a token is needed: Authorization: Bearer TOKEN; plumbline serve has printed it');
      }
      const body = () => readBody(request);
      const asked = { method: request.method ?? 'GET', path, headers: request.headers, body, began, gone: gone.signal };
      send(request, response, await answer(asked));
    } catch (error) {
      if (response.writableEnded || gone.signal.aborted) return;
      const problem = error instanceof HttpProblem ? error : undefined;
      if (problem === undefined) notify(`a request has failed: ${error instanceof Error ? error.stack : error}`);
      const status = problem?.status ?? 500;
      const headers: Readonly<Record<string, string>> = status === 401 ? { 'www-authenticate': 'Bearer' } : {};
      send(request, response, { status, headers, body: { error: problem?.message ?? 'an error in the server' } });
    }
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  server.keepAliveTimeout = 65_000;
  // What cannot be read as HTTP is answered as such, and is no error of ours.
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
  });
  await listening(server, host, port);
  const { address, family, port: bound } = server.address() as AddressInfo;
  return {
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    async close(graceMs) {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      // Connections that are kept alive become idle one after the other.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const late = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearInterval(idle);
      clearTimeout(late);
    },
  };
}

async function listening(server: Server, host: string, port: number): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new PlumblineError('failed', `cannot listen on ${host}, port ${port}`, {
      why:
        code === 'EADDRINUSE'
          ? 'another program does'
          : code === 'EACCES'
            ? 'the operating system does not permit it'
            : (error as Error).message,
      help: 'give another one with --port; 0 is any that is free',
      cause: error,
    });
  }
}

function send(request: IncomingMessage, response: ServerResponse, { status = 200, headers = {}, body }: Reply): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body === undefined ? '' : JSON.stringify(body));
  // A body that was not read would be taken for the next request.
  const close: Readonly<Record<string, string>> = request.complete ? {} : { connection: 'close' };
  const type: Readonly<Record<string, string>> = body === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, {
    ...type,
    'content-length': String(bytes.length),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...close,
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = () => new HttpProblem(413, `the body is larger than ${MOST_BYTES / 1024 / 1024} MB`);
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return unpacked(Buffer.concat(chunks), request.headers['content-encoding']);
}

/** Never more than the limit, however small it was packed. */
function unpacked(body: Buffer, encoding: string | undefined): Buffer {
  try {
    switch (encoding) {
      case undefined:
      case 'identity':
        return body;
      case 'gzip':
        return gunzipSync(body, { maxOutputLength: MOST_BYTES });
      case 'deflate':
        return inflateSync(body, { maxOutputLength: MOST_BYTES });
    }
  } catch (error) {
    throw new HttpProblem(400, `the body cannot be unpacked: ${error instanceof Error ? error.message : error}`);
  }
  throw new HttpProblem(415, `the encoding ${encoding} is not known; gzip and deflate are`);
}

function pathOf(url: string): readonly string[] {
  try {
    const [path = ''] = url.split('?');
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    throw new HttpProblem(400, 'the path cannot be read');
  }
}

/** Of one length, whatever was sent: only so can it be compared in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
