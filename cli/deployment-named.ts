import { nearestName } from '../core/catalogue/nearest-name.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';
import type { Project } from '../core/project/project.ts';

export function deploymentNamed(project: Project, asked: string): DefinitionFileOf<'deployment'> {
  const name = asked.replace(/^deployment:/, '');
  const found = project.resolve('deployment', name);
  if (found !== undefined) return found;
  const names = project.names('deployment');
  const nearest = nearestName(name, names);
  throw new PlumblineError('usage', `there is no deployment ${name}`, {
    where: project.root,
    help: nearest === undefined ? `there is ${names.join(', ') || 'none yet'}` : `did you mean ${nearest}?`,
  });
}
