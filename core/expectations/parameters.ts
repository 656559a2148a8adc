import { isMap } from '../catalogue/plain-value.ts';
import { isParameter } from '../catalogue/read-argument.ts';
import { evaluateParameter } from './parameter-expression.ts';

export type Parameters = Readonly<Record<string, unknown>>;

/**
 * Fills in every `{ $PARAMETER: expression }` inside a value, however deep. 0.x wrote the value of the last run beside
 * it (`{ "$PARAMETER": "lo", "$PARAMETER.lo": 5 }`), which counts where the run gives none.
 */
export function withParameters(value: unknown, parameters: Parameters): unknown {
  if (Array.isArray(value)) return value.map((item) => withParameters(item, parameters));
  if (!isMap(value)) return value;
  if (isParameter(value)) return evaluateParameter(value.$PARAMETER, { ...rememberedIn(value), ...parameters });
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withParameters(item, parameters)]));
}

function rememberedIn(value: Parameters): Parameters {
  const prefix = '$PARAMETER.';
  const remembered = Object.entries(value).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(remembered.map(([key, item]) => [key.slice(prefix.length), item]));
}
