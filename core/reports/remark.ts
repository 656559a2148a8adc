import { titleOf } from '../catalogue/expectation-in-words.ts';
import type { Range } from '../documents/position.ts';
import { fingerprintOf } from '../platform/fingerprint.ts';
import type { CheckReport } from './check-report.ts';
import { type ReportedSuite, targetInWords } from './reported-suite.ts';
import { levelOf, summaryOf } from './verdict-words.ts';

/** One thing that is not in order, at its place: what SARIF and annotations are made of. */
export interface Remark {
  /** A rule of `check`, or a type of expectation. */
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'info';
  /** A few words that stand over the message. */
  readonly title: string;
  readonly message: string;
  /** With `/`, from the top of the repository. */
  readonly file: string;
  readonly range: Range | undefined;
  /** The same as long as the same thing is wrong, on whichever line it has come to stand. */
  readonly identity: string;
}

/** The findings of a check, whose files are named from the top of the repository. */
export function remarksOfCheck({ findings }: CheckReport): readonly Remark[] {
  return withIdentities(
    findings.map(({ file, range, rule, severity, message, help }) => ({
      rule,
      level: severity === 'information' ? 'info' : severity,
      title: rule,
      message: help === undefined ? message : `${message}\n${help}`,
      file,
      range,
      same: [rule, file, message],
    })),
  );
}

/** What does not hold in some suites; what does says nothing. */
export function remarksOfSuites(suites: readonly ReportedSuite[]): readonly Remark[] {
  return withIdentities(
    suites.flatMap(({ result, file, target, rangeOf }) =>
      result.results.flatMap((each, position) => {
        const level = levelOf(each);
        if (level === 'passed') return [];
        const { type, meta } = each.expectation_config;
        const why = typeof meta.why === 'string' ? `\nwhy: ${meta.why}` : '';
        return {
          rule: type,
          level,
          title: `${result.suite_name}: ${titleOf(type)} (${targetInWords(target)})`,
          message: `${summaryOf(each)}${why}`,
          file,
          range: rangeOf(position),
          same: [result.suite_name, target, each.meta.plumbline.fingerprint],
        };
      }),
    ),
  );
}

/** The second of two that are the same is a thing of its own. */
function withIdentities(
  remarks: readonly (Omit<Remark, 'identity'> & { readonly same: readonly string[] })[],
): readonly Remark[] {
  const seen = new Map<string, number>();
  return remarks.map(({ same, ...remark }) => {
    const identity = fingerprintOf(same);
    const count = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, count);
    return { ...remark, identity: `${identity}:${count}` };
  });
}
