import type { Expectation } from '../definitions/expectation-suite.ts';
import type { ExpectationConfig } from './result.ts';

/** The expectation as a result repeats it; `kwargs` are its arguments with parameters filled in. */
export function configOf(expectation: Expectation, kwargs: ExpectationConfig['kwargs']): ExpectationConfig {
  const { type, severity = 'critical', meta = {}, description, notes, id } = expectation;
  return {
    type,
    kwargs,
    meta,
    severity,
    ...(description === undefined ? {} : { description }),
    ...(notes === undefined ? {} : { notes }),
    ...(id === undefined ? {} : { id }),
  };
}

/** The arguments as they were read, where they were given; whatever else was given stays. */
export function asRead(
  args: Readonly<Record<string, unknown>>,
  kwargs: ExpectationConfig['kwargs'],
): ExpectationConfig['kwargs'] {
  const given = Object.entries(args).filter(([name]) => kwargs[name] !== undefined);
  return { ...kwargs, ...Object.fromEntries(given) };
}
