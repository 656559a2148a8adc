import type { Project } from '../../core/project/project.ts';
import { mentionAt } from './place.ts';
import { type Target, targetOf } from './targets.ts';

/** What stands at an offset of a definition file, or which function a Python source names or defines there. */
export function targetAt(project: Project, path: string, offset: number): Target | undefined {
  const file = project.files.get(path);
  if (file !== undefined) {
    const mention = mentionAt({ file, offset });
    return mention === undefined ? undefined : targetOf(project, file, mention);
  }
  const fn = project.python
    .get(path)
    ?.functions.find(({ nameSpan }) => nameSpan.start <= offset && offset <= nameSpan.end);
  return fn === undefined ? undefined : { kind: 'function', reference: `${path}::${fn.name}` };
}
