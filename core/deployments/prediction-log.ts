import { join } from 'node:path';
import { namesIn } from '../platform/files.ts';
import { wholeLines } from '../platform/read-lines.ts';
import { isId } from '../registry/new-id.ts';
import type { Prediction } from './prediction.ts';

export function logFolder(storage: string, deployment: string): string {
  return join(storage, 'deployments', deployment, 'log');
}

/** The files of a log in the order in which they were begun. Lines of one file are in order; files may overlap. */
export async function logFiles(storage: string, deployment: string): Promise<readonly string[]> {
  const names = await namesIn(logFolder(storage, deployment));
  return names.filter(isSegment).map((name) => join(logFolder(storage, deployment), name));
}

export interface Window {
  /** Milliseconds since 1970, inclusive. */
  readonly from?: number;
  /** Exclusive. */
  readonly to?: number;
}

/** The predictions of a deployment, one after the other; what a killed process left half written is passed over. */
export async function* readPredictions(
  storage: string,
  deployment: string,
  { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: Window = {},
): AsyncGenerator<Prediction> {
  for (const file of await logFiles(storage, deployment)) {
    for await (const line of wholeLines(file)) {
      const prediction = parsed(line);
      if (prediction === undefined) continue;
      const at = Date.parse(prediction.at);
      if (at >= from && at < to) yield prediction;
    }
  }
}

/** One prediction by its id, of one deployment or of whichever has it; undefined where none has. */
export async function findPrediction(
  storage: string,
  id: string,
  deployment?: string,
): Promise<Prediction | undefined> {
  if (!isId(id)) return undefined;
  const deployments = deployment === undefined ? await namesIn(join(storage, 'deployments')) : [deployment];
  for (const name of deployments) {
    // A file is named after its first prediction; an older one stands in another file. The newest of the rest is the
    // likeliest.
    const files = (await logFiles(storage, name)).filter((file) => idOf(file) <= id).reverse();
    for (const file of files) {
      for await (const line of wholeLines(file)) {
        // Looked for as text: lines are parsed only where the id is in them.
        const found = line.includes(id) ? parsed(line) : undefined;
        if (found?.id === id) return found;
      }
    }
  }
  return undefined;
}

function parsed(line: string): Prediction | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'id' in value ? (value as Prediction) : undefined;
  } catch {
    return undefined;
  }
}

function isSegment(name: string): boolean {
  return name.endsWith('.jsonl') && isId(name.slice(0, -'.jsonl'.length));
}

function idOf(file: string): string {
  return file.slice(-'.jsonl'.length - 26, -'.jsonl'.length);
}
