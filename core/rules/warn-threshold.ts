import { takesMostly } from '../catalogue/expectation-type.ts';
import { expectationType } from '../catalogue/expectation-types.ts';
import { code } from '../contracts/words.ts';
import type { Expectation } from '../definitions/expectation-suite.ts';
import type { Lenient } from '../definitions/schema.ts';
import type { Rule } from './rule.ts';

export const warnThreshold: Rule<'expectation-suite'> = {
  id: 'warn-threshold',
  title: 'Warning that cannot come before the error',
  level: 'warning',
  kinds: ['expectation-suite'],
  docs: {
    why: '`warn` is a second threshold that is reached before the expectation fails: it must ask for a larger share of the rows than `mostly` does.',
    bad: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: tailnum, mostly: 0.99 }
    warn: { mostly: 0.95 }
`,
    good: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: tailnum, mostly: 0.95 }
    warn: { mostly: 0.99 }
`,
  },
  check(file, { project, report }) {
    for (const [index, expectation] of (file.definition.expectations ?? []).entries()) {
      const problem = expectation?.warn === undefined ? undefined : warnProblem(expectation);
      if (problem === undefined) continue;
      report(project.spanOf(file, ['expectations', index, 'warn', 'mostly']), problem.message, { help: problem.help });
    }
  },
};

interface WarnProblem {
  readonly message: string;
  readonly help: string;
}

function warnProblem({ type, kwargs, severity, warn }: Lenient<Expectation>): WarnProblem | undefined {
  const known = type === undefined ? undefined : expectationType(type);
  if (known === undefined || warn?.mostly === undefined) return undefined;
  if (!takesMostly(known)) {
    return { message: `${code(known.type)} takes no ${code('mostly')}, so there is nothing to warn of`, help: REMOVE };
  }
  const mostly = kwargs?.mostly ?? 1;
  if (typeof mostly !== 'number') return undefined;
  if (warn.mostly <= mostly) {
    const message = `the expectation fails below ${mostly}, so a warning below ${warn.mostly} never comes first`;
    return { message, help: mostly < 1 ? `warn above ${mostly}` : `give ${code('mostly')} in kwargs a lower share` };
  }
  if (severity === undefined || severity === 'critical') return undefined;
  return {
    message: `the failure itself is only ${SEVERITY[severity]}, so a warning before it adds nothing`,
    help: REMOVE,
  };
}

const REMOVE = `remove ${code('warn')}`;
const SEVERITY = { warning: 'a warning', info: 'an information' } as const;
