import { capture } from '../platform/capture.ts';
import type { PythonFacts } from './model-version.ts';

const PROGRAM = `
import importlib.metadata as metadata, json, platform
packages = {each.metadata["Name"]: each.version for each in metadata.distributions() if each.metadata["Name"]}
print(json.dumps({"version": platform.python_version(), "packages": dict(sorted(packages.items()))}))
`;

/** Version and packages of an interpreter; undefined where it does not say. */
export async function pythonFacts(interpreter: string, cwd: string): Promise<PythonFacts | undefined> {
  const { exitCode, stdout } = await capture({ program: interpreter, args: ['-c', PROGRAM], cwd });
  if (exitCode !== 0) return undefined;
  try {
    return JSON.parse(stdout.toString()) as PythonFacts;
  } catch {
    return undefined;
  }
}
