import { resolve } from 'node:path';
import { exists } from '../core/platform/files.ts';
import { PlumblineError } from '../core/platform/problem.ts';

/** A suite is written as YAML, and never over a file that is there. */
export async function assertWritable(file: string): Promise<void> {
  if (!/\.ya?ml$/.test(file)) {
    throw new PlumblineError('usage', 'a suite is written as YAML', {
      where: file,
      help: 'name it NAME.expectations.yaml',
    });
  }
  if (await exists(resolve(file))) {
    throw new PlumblineError('usage', 'there is a file of that name already', {
      where: file,
      help: 'name another one, or remove it first',
    });
  }
}

/** What the schema of suites takes for a name. */
const NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;

export function suiteNamed(given: string | undefined, otherwise: string): string {
  if (given === undefined) return otherwise;
  if (NAME.test(given)) return given;
  throw new PlumblineError('usage', `${JSON.stringify(given)} is no name for a suite`, {
    help: 'a letter first, then letters, digits, _ and -',
  });
}
