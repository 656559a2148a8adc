import { dirname, resolve } from 'node:path';
import { realPath, toPosix } from '../core/platform/paths.ts';
import type { Project } from '../core/project/project.ts';
import { githubAnnotations } from '../core/reports/github-annotations.ts';
import { junitOfSuites } from '../core/reports/junit.ts';
import { markdownOfSuites } from '../core/reports/markdown-summary.ts';
import { openLineage } from '../core/reports/openlineage.ts';
import { remarksOfSuites } from '../core/reports/remark.ts';
import type { ReportedSuite } from '../core/reports/reported-suite.ts';
import { resultsPages } from '../core/reports/results-pages.ts';
import { helpOfExpectation } from '../core/reports/rule-help.ts';
import { sarif } from '../core/reports/sarif.ts';
import type { Judged } from './judge.ts';
import type { CommonOptions } from './options.ts';
import { placesInRepository } from './place-in-repository.ts';
import { type ReportKind, type WantedReport, writeReports } from './reports.ts';
import { version } from './version.ts';

export const VALIDATION_REPORTS: readonly ReportKind[] = [
  'junit',
  'sarif',
  'markdown',
  'github',
  'html',
  'openlineage',
];

export interface ReportedRun {
  readonly judged: readonly Judged[];
  /** Undefined for a suite file on its own. */
  readonly project: Project | undefined;
  readonly run: string | undefined;
  readonly failOn: CommonOptions['failOn'];
}

/** Writes what was asked for beside the text. */
export async function writeValidationReports(
  wanted: readonly WantedReport[],
  { judged, project, run, failOn }: ReportedRun,
): Promise<void> {
  if (wanted.length === 0) return;
  const home = (file: string) => resolve(project?.root ?? '.', file);
  const placeOf = await placesInRepository(project?.root ?? dirname(home(judged[0]?.outcome.file ?? '.')));
  const suites = judged.map(({ whole, outcome }): ReportedSuite => {
    const ranges = outcome.expectations.map(({ range }) => range);
    const { target } = outcome;
    return { result: whole, file: placeOf(home(outcome.file)), target, rangeOf: (position) => ranges[position] };
  });
  await writeReports(wanted, {
    junit: () => junitOfSuites(suites, failOn),
    sarif: () =>
      sarif({ command: 'validate', version: version(), remarks: remarksOfSuites(suites), helpOf: helpOfExpectation }),
    markdown: () => markdownOfSuites(suites),
    github: () => githubAnnotations(remarksOfSuites(suites)),
    html: () => resultsPages(suites),
    openlineage: () => {
      const name = project?.config.project ?? 'plumbline';
      return openLineage({ project: name, run, version: version(), suites, pathOf });
    },
  });
}

/** A data file is named as it was given; a glob has its place, too. */
function pathOf(target: string): string | undefined {
  return target.startsWith('feature-group:') ? undefined : toPosix(realPath(resolve(target)));
}
