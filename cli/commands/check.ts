import { resolve } from 'node:path';
import { nearestName } from '../../core/catalogue/nearest-name.ts';
import { statOf } from '../../core/platform/files.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { DefinitionFile } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { type CheckReport, checkReport } from '../../core/reports/check-report.ts';
import { checkText } from '../../core/reports/check-text.ts';
import { checkFile, checkProject } from '../../core/rules/check-file.ts';
import { existsIn } from '../../core/rules/exists-in.ts';
import { loadBase } from '../../core/rules/load-base.ts';
import type { Finding } from '../../core/rules/rule.ts';
import { CHECK_REPORTS, writeCheckReports } from '../check-reports.ts';
import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject, pathFromHere, pathInProject } from '../open-project.ts';
import type { CommonOptions } from '../options.ts';
import { outputBeside, wantedReports } from '../reports.ts';

/** `plumbline check [FILES…]`: what the rules find, in the same words as in the editor. */
export const check: Action = async ({ args, options, output, signal }) => {
  const reports = await wantedReports(options.report, CHECK_REPORTS, output);
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
  const { quiet, failOn } = output.options;
  const fails = findings.some((finding) => reaches(finding.severity, failOn));
  await writeCheckReports(reports, project.root, report, failOn);
  outputBeside(reports, output).result(
    'check',
    !fails,
    report,
    checkText(fromHere(project.root, report), output.paint, quiet),
  );
  return fails ? EXIT.findings : EXIT.ok;
};

/** In a terminal a file is named from where one stands, so that it can be clicked, whichever folder the project is. */
function fromHere(root: string, report: CheckReport): CheckReport {
  const findings = report.findings.map((finding) => ({ ...finding, file: pathFromHere(root, finding.file) }));
  return { ...report, findings };
}

/** The definition files that were named, those in a folder that was named, or undefined: all. */
async function chosenFiles(project: Project, named: readonly string[]) {
  if (named.length === 0) return undefined;
  const chosen = await Promise.all(named.map((name) => filesNamed(project, name)));
  return [...new Set(chosen.flat())];
}

async function filesNamed(project: Project, name: string): Promise<readonly DefinitionFile[]> {
  const path = pathInProject(project.root, name);
  const file = project.files.get(path);
  if (file !== undefined) return [file];
  const found = await statOf(resolve(name));
  if (found?.kind === 'folder') {
    return [...project.files.values()].filter((each) => path === '' || each.path.startsWith(`${path}/`));
  }
  const nearest = nearestName(path, project.files.keys());
  throw new PlumblineError('failed', found === undefined ? 'there is no such file' : 'this is no definition file', {
    where: name,
    help: nearest === undefined ? 'plumbline check, without names, checks all files' : `did you mean ${nearest}?`,
  });
}

/** Whether a severity is at or above the level that makes a command fail. */
function reaches(severity: Finding['severity'], failOn: CommonOptions['failOn']): boolean {
  if (failOn === 'never') return false;
  return severity === 'error' || (failOn === 'warning' && severity === 'warning');
}
