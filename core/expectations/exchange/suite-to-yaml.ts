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

function itemLines({ type, kwargs, ...more }: Expectation): readonly string[] {
  const { severity, warn, description, notes, meta, id } = more;
  const lines = [
    ...entries({ type }),
    ...argumentLines(kwargs),
    ...entries({ severity, warn, description, notes, meta, id }),
  ];
  return lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`);
}

/** As long a line as an editor shows without scrolling. */
const WIDTH = 110;

/** In one line, or in one each where that would be too long to read. */
function argumentLines(kwargs: Expectation['kwargs']): readonly string[] {
  const line = `kwargs: ${renderFlow(kwargs)}`;
  return line.length <= WIDTH ? [line] : ['kwargs:', ...entries(kwargs).map((each) => `  ${each}`)];
}

function entries(values: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${renderScalar(key)}: ${renderFlow(value)}`);
}
