import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import type { NewResult, ResultItem } from '../../core/registry/record-result.ts';
import { openRegistry, type Registry } from '../../core/registry/registry.ts';

/** A new registry in a folder that is gone after the work; what it had to say to the user is in `notices`. */
export async function withRegistry(
  work: (registry: Registry, notices: readonly string[]) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async (storage) => {
    const notices: string[] = [];
    const registry = await openRegistry(storage, { notify: (message) => notices.push(message) });
    try {
      await work(registry, notices);
    } finally {
      registry.dispose();
    }
  });
}

export function item(fingerprint: string, success: boolean | undefined = true, summary?: unknown): ResultItem {
  return { fingerprint, type: 'expect_column_to_exist', column: 'carrier', success, severity: 'critical', summary };
}

export function result(subject: string, target: string, about: Partial<NewResult> = {}): NewResult {
  return { kind: 'validation', subject, target, success: true, items: [item('f1')], whole: { of: subject }, ...about };
}
