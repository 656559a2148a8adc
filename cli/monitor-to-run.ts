import { nearestName } from '../core/catalogue/nearest-name.ts';
import { rangesIn } from '../core/documents/position.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { Project } from '../core/project/project.ts';
import type { MonitorFile } from './monitor-side.ts';
import { pathFromHere } from './open-project.ts';

/** The monitor of a name, whole: one with mistakes in it would watch something else than was meant. */
export function monitorToRun(project: Project, asked: string): MonitorFile {
  const name = asked.replace(/^monitor:/, '');
  const monitor = project.resolve('monitor', name);
  if (monitor === undefined) {
    const names = project.names('monitor');
    const nearest = nearestName(name, names);
    throw new PlumblineError('usage', `there is no monitor ${name}`, {
      where: project.root,
      help: nearest === undefined ? `there is ${names.join(', ') || 'none yet'}` : `did you mean ${nearest}?`,
    });
  }
  const [problem] = monitor.problems;
  if (problem === undefined) return monitor;
  const { line, character } = rangesIn(project.textOf(monitor.path))(problem).start;
  throw new PlumblineError('failed', problem.message, {
    where: `${pathFromHere(project.root, monitor.path)}:${line + 1}:${character + 1}`,
    why: 'a monitor with mistakes in it is not run',
    help: problem.help,
  });
}
