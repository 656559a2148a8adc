import type { Argument, Bounds } from './argument.ts';

export type ExpectationFamily = 'table' | 'column-aggregate' | 'column-map' | 'column-pair' | 'multicolumn' | 'query';

/** A type of expectation, as a suite may name it. What an engine can evaluate is the engine's knowledge, not written here. */
export interface ExpectationType {
  readonly type: string;
  readonly family: ExpectationFamily;
  /** One sentence. */
  readonly description: string;
  /** Whether `row_condition` may restrict it to some rows. */
  readonly rowConditions: boolean;
  readonly args: Readonly<Record<string, Argument>>;
  readonly bounds?: Bounds;
  /** Keyword arguments of a typical use, as a YAML flow map. */
  readonly example: string;
}

/** Whether a share of the rows may break the expectation (`mostly`). */
export function takesMostly(expectation: ExpectationType): boolean {
  return 'mostly' in expectation.args;
}

/** The argument of this name. Names come from files, and an object knows some of its own, such as `constructor`. */
export function argumentOf({ args }: ExpectationType, name: string): Argument | undefined {
  return Object.hasOwn(args, name) ? args[name] : undefined;
}
