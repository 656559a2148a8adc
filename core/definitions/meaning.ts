/** The kinds of asset that a definition file can define. */
export type AssetKind =
  | 'feature-group'
  | 'feature-view'
  | 'expectation-suite'
  | 'pipeline'
  | 'model'
  | 'deployment'
  | 'monitor';

/**
 * Which columns a name may come from. The project resolves a scope for one place of one file:
 * - `own`: the features of the feature group that the file defines
 * - `suite`: the columns of the feature group that the suite is about
 * - `from`: the columns of the feature group in `query.from`
 * - `joined`: the columns of the feature group of the join that the place is in
 * - `join-key`: columns that both sides of that join have
 * - `selectable`: everything that `query` brings together, joined columns with their prefix
 * - `view`: what the feature view selects, labels included
 * - `model`: the columns of the feature view that the model is trained on
 */
export type ColumnScope = 'own' | 'suite' | 'from' | 'joined' | 'join-key' | 'selectable' | 'view' | 'model';

/**
 * What a string in a definition file means. It stands in the schema, beside the description, so that references,
 * completion, navigation and rename are read off the schema and need no code for each kind.
 */
export type Meaning =
  | { readonly is: 'asset-name' }
  | { readonly is: 'column-name' }
  | { readonly is: 'asset'; readonly kind: AssetKind }
  | { readonly is: 'column'; readonly scope: ColumnScope }
  | { readonly is: 'expression'; readonly scope: ColumnScope }
  | { readonly is: 'row-condition'; readonly scope: ColumnScope }
  | { readonly is: 'python-function' }
  | { readonly is: 'transformation' }
  | { readonly is: 'expectation-type' }
  | { readonly is: 'expectation-arguments' }
  | { readonly is: 'training-dataset' }
  | { readonly is: 'feature-type' }
  | { readonly is: 'metric' }
  | { readonly is: 'drift-test' }
  | { readonly is: 'file' }
  | { readonly is: 'folder' };

/** The keyword under which a meaning stands in a schema; published with it, as a vendor extension. */
export const MEANING = 'x-plumbline';
