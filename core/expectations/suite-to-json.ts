import type { Expectation, ExpectationSuite } from '../definitions/expectation-suite.ts';
import { readRowCondition } from '../expressions/row-condition.ts';
import { toStructuredCondition } from '../expressions/to-structured-condition.ts';
import { exportedName } from './exchange/suite-name.ts';

/** A suite for Great Expectations 1.x, and what could not be said in its words. */
export interface ExportedSuite {
  readonly suite: Readonly<Record<string, unknown>>;
  readonly problems: readonly { readonly position: number; readonly message: string }[];
}

/**
 * Writes a suite as Great Expectations 1.x keeps it. What is ours alone goes under `meta.plumbline`, from where it is
 * read back; row conditions in our language become structured ones.
 */
export function suiteToJson(suite: ExpectationSuite): ExportedSuite {
  const { name: _, id, notes, parameters, meta: __, expectations, ...own } = suite;
  const { name, meta } = exportedName(suite);
  const problems: { position: number; message: string }[] = [];
  const exported = expectations.map((expectation, position) => {
    const kwargs = withStructuredCondition(expectation.kwargs);
    if (kwargs === undefined) {
      const message =
        'Great Expectations has no words for this row condition: it compares columns with single values only';
      problems.push({ position, message });
    }
    return expectationToJson({ ...expectation, kwargs: kwargs ?? expectation.kwargs });
  });
  return {
    suite: {
      name,
      ...(id === undefined ? {} : { id }),
      expectations: exported,
      meta: withOwn(meta, own),
      ...(notes === undefined ? {} : { notes }),
      ...(parameters === undefined ? {} : { suite_parameters: parameters }),
    },
    problems,
  };
}

function expectationToJson({
  type,
  kwargs,
  severity,
  warn,
  meta,
  ...more
}: Expectation): Readonly<Record<string, unknown>> {
  return {
    type,
    kwargs,
    meta: withOwn(meta, warn === undefined ? {} : { warn }),
    severity: severity ?? 'critical',
    ...more,
  };
}

function withOwn(
  meta: Readonly<Record<string, unknown>> = {},
  own: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return Object.keys(given).length === 0 ? meta : { ...meta, plumbline: { ...(meta.plumbline as object), ...given } };
}

/** Undefined where the condition cannot be said in Great Expectations' words. */
function withStructuredCondition(kwargs: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const { row_condition: condition, condition_parser: parser } = kwargs;
  if (typeof condition !== 'string' || (parser !== undefined && parser !== null)) return { ...kwargs };
  const { expression, problems } = readRowCondition(condition);
  const structured = expression === null || problems.length > 0 ? undefined : toStructuredCondition(expression);
  return structured === undefined ? undefined : { ...kwargs, row_condition: structured };
}
