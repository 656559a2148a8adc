import { checkBounds } from '../../catalogue/check-bounds.ts';
import { takesMostly } from '../../catalogue/expectation-type.ts';
import { expectationType } from '../../catalogue/expectation-types.ts';
import { code, listed } from '../../contracts/words.ts';
import type { Expectation } from '../../definitions/expectation-suite.ts';
import type { Lenient } from '../../definitions/schema.ts';

/** Why an expectation, or its warning, never says anything; `at` is the part of it that shows it. */
export interface Idle {
  readonly at: readonly string[];
  readonly message: string;
  readonly help: string;
}

/** No row need meet it, or nothing is asked of the rows. One with a threshold of its own is bounded by that. */
export function whyItNeverFails({ type, kwargs }: Lenient<Expectation>): Idle | undefined {
  const known = type === undefined ? undefined : expectationType(type);
  if (known === undefined || kwargs === undefined) return undefined;
  if (kwargs.mostly === 0) {
    const message = `with ${code('mostly')} 0 the expectation holds even if every row breaks it`;
    return { at: ['kwargs', 'mostly'], message, help: 'say which share must hold' };
  }
  if (known.bounds === undefined || 'threshold' in known.args) return undefined;
  if (checkBounds(known.bounds, kwargs) !== 'missing') return undefined;
  const { min, max } = known.bounds;
  const message = `without ${listed([min, max], 'or')} the expectation holds for all data`;
  return { at: ['type'], message, help: 'give at least one of them' };
}

/** The second, softer threshold is not reached before the first one, or says no less than that. */
export function whyItNeverWarns({ type, kwargs, severity, warn }: Lenient<Expectation>): Idle | undefined {
  const known = type === undefined ? undefined : expectationType(type);
  if (known === undefined || warn?.mostly === undefined) return undefined;
  const at = ['warn', 'mostly'];
  if (!takesMostly(known)) {
    const message = `${code(known.type)} takes no ${code('mostly')}, so there is nothing to warn of`;
    return { at, message, help: REMOVE };
  }
  const mostly = kwargs?.mostly ?? 1;
  if (typeof mostly !== 'number') return undefined;
  if (warn.mostly <= mostly) {
    const message = `the expectation fails below ${mostly}, so a warning below ${warn.mostly} never comes first`;
    const help = mostly < 1 ? `warn above ${mostly}` : `give ${code('mostly')} in kwargs a lower share`;
    return { at, message, help };
  }
  if (severity === undefined || severity === 'critical') return undefined;
  const message = `the failure itself is only ${SEVERITY[severity]}, so a warning before it adds nothing`;
  return { at, message, help: REMOVE };
}

const REMOVE = `remove ${code('warn')}`;
const SEVERITY = { warning: 'a warning', info: 'an information' } as const;
