import type { Expectation, ExpectationSuite } from '../../definitions/expectation-suite.ts';
import { renderFlow, renderScalar } from '../../documents/render-yaml.ts';

/** A suite as a file that people read and change: an expectation's entries on lines of their own, each in one line. */
export function suiteToYaml({ name, expectations, parameters, meta, notes, id, ...common }: ExpectationSuite): string {
  return [
    ...entries({ name, ...common, parameters }),
    ...(expectations.length === 0 ? ['expectations: []'] : ['expectations:', ...expectations.flatMap(itemLines)]),
    ...entries({ meta, notes, id }),
    '',
  ].join('\n');
}

function itemLines({ type, kwargs, severity, warn, description, notes, meta, id }: Expectation): readonly string[] {
  const lines = entries({ type, kwargs, severity, warn, description, notes, meta, id });
  return lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`);
}

function entries(values: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${renderScalar(key)}: ${renderFlow(value)}`);
}
