import { join } from 'node:path';
import { readPredictions } from '../deployments/prediction-log.ts';
import { createAppendFile } from '../platform/append-file.ts';

/** So many characters are gathered before they go to the disk. */
const BLOCK = 1_000_000;

/**
 * Writes the features of logged predictions into a file of JSON lines, each with its `prediction` and `score` (where no
 * feature has that name), for the engine to read. Answers of shadows are left out, for their requests were answered by
 * another version, too, and so is what failed before it had features. Resolves with how many there are.
 */
export async function writeLoggedRows(
  storage: string,
  deployment: string,
  window: { readonly from?: number; readonly to?: number },
  folder: string,
): Promise<{ readonly file: string; readonly rows: number }> {
  const output = await createAppendFile(join(folder, `${deployment}.jsonl`));
  let rows = 0;
  let block = '';
  for await (const { role, features, prediction, score } of readPredictions(storage, deployment, window)) {
    if (role === 'shadow' || features === undefined) continue;
    block += `${JSON.stringify({ prediction, score, ...features })}\n`;
    rows += 1;
    if (block.length > BLOCK) {
      await output.append(block);
      block = '';
    }
  }
  await output.append(block);
  await output.close();
  return { file: output.path, rows };
}
