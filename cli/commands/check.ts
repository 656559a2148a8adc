import { join, resolve } from 'node:path';
import { nearestName } from '../../core/catalogue/nearest-name.ts';
import { exists } from '../../core/platform/files.ts';
import { posixRelative } from '../../core/platform/paths.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { Project } from '../../core/project/project.ts';
import { type CheckReport, checkReport } from '../../core/reports/check-report.ts';
import { checkText } from '../../core/reports/check-text.ts';
import { paint } from '../../core/reports/paint.ts';
import { checkFile, checkProject } from '../../core/rules/check-file.ts';
import { existsIn } from '../../core/rules/exists-in.ts';
import { loadBase } from '../../core/rules/load-base.ts';
import type { Finding } from '../../core/rules/rule.ts';
import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject, pathInProject } from '../open-project.ts';
import type { CommonOptions } from '../options.ts';

/** `plumbline check [FILES…]`: what the rules find, in the same words as in the editor. */
export const check: Action = async ({ args, options, output, signal }) => {
  const { project } = await openProject(output.options, signal);
  const base = await loadBase(project, options.base as string | undefined);
  const files = await chosenFiles(project, (args[0] ?? []) as readonly string[]);
  const context = { project, base, exists: existsIn(project.root) };
  const findings = files === undefined ? checkProject(context) : files.flatMap((file) => checkFile(file, context));
  const report = checkReport(findings, {
    files: files?.length ?? project.files.size,
    base: base?.label,
    textOf: (file) => project.textOf(file),
  });
  const { color, quiet, failOn } = output.options;
  const fails = findings.some((finding) => reaches(finding.severity, failOn));
  output.result('check', !fails, report, checkText(fromHere(project.root, report), paint(color), quiet));
  return fails ? EXIT.findings : EXIT.ok;
};

/** In a terminal a file is named from where one stands, so that it can be clicked, whichever folder the project is. */
function fromHere(root: string, report: CheckReport): CheckReport {
  const name = (file: string) => posixRelative(process.cwd(), join(root, file));
  return { ...report, findings: report.findings.map((finding) => ({ ...finding, file: name(finding.file) })) };
}

async function chosenFiles(project: Project, named: readonly string[]) {
  if (named.length === 0) return undefined;
  return Promise.all(
    named.map(async (name) => {
      const path = pathInProject(project.root, name);
      const file = project.files.get(path);
      if (file !== undefined) return file;
      const there = await exists(resolve(name));
      const nearest = nearestName(path, project.files.keys());
      throw new PlumblineError('usage', there ? 'this is no definition file of the project' : 'there is no such file', {
        where: name,
        help: nearest === undefined ? undefined : `did you mean ${nearest}?`,
      });
    }),
  );
}

/** Whether a severity is at or above the level that makes a command fail. */
export function reaches(severity: Finding['severity'], failOn: CommonOptions['failOn']): boolean {
  if (failOn === 'never') return false;
  return severity === 'error' || (failOn === 'warning' && severity === 'warning');
}
