/**
 * One keyword argument of an expectation: what may be written there, and what it means.
 * Unless `parameter` is false, `{ $PARAMETER: expression }` may stand in place of the value.
 */
export type Argument = ArgumentShape & {
  readonly description: string;
  readonly required?: true;
  /** What leaving the argument out means; absent where that is "nothing". */
  readonly default?: string | number | boolean;
  /** True where an explicit `null` says the same as leaving the argument out. */
  readonly nullable?: true;
  readonly parameter?: false;
};

export type ArgumentShape =
  | { readonly kind: 'column' }
  | { readonly kind: 'columns'; readonly atLeast?: number }
  | NumberShape
  | { readonly kind: 'boolean' }
  /** A number, a date or a timestamp. */
  | { readonly kind: 'bound' }
  | { readonly kind: 'string' }
  | { readonly kind: 'character' }
  | { readonly kind: 'regex' }
  | { readonly kind: 'regexes' }
  | { readonly kind: 'like' }
  | { readonly kind: 'likes' }
  | { readonly kind: 'strftime' }
  | { readonly kind: 'type-name' }
  | { readonly kind: 'type-names' }
  | { readonly kind: 'value-set'; readonly atLeast?: number }
  | { readonly kind: 'value-pairs' }
  | { readonly kind: 'quantile-ranges' }
  | { readonly kind: 'partition' }
  | { readonly kind: 'json-schema' }
  | { readonly kind: 'sql' }
  | { readonly kind: 'choice'; readonly options: readonly string[] };

/** `advisory`: a value outside min…max is allowed, yet cannot be what was meant (a proportion of 95). */
export interface NumberShape {
  readonly kind: 'number' | 'integer';
  readonly min?: number;
  readonly max?: number;
  readonly advisory?: true;
}

/** Names of the arguments that are the two ends of one range. */
export interface Bounds {
  readonly min: string;
  readonly max: string;
  /** The arguments that exclude the ends themselves, where the expectation has them. */
  readonly strictMin?: string;
  readonly strictMax?: string;
  /** True where the expectation says something even with neither end given. */
  readonly optional?: true;
}
