import type { Span } from '../documents/node.ts';

/** What is known of a Python file without running it. All spans are offsets (UTF-16) into its text. */
export interface PythonSource {
  readonly path: string;
  readonly functions: readonly PythonFunction[];
  readonly imports: readonly PythonImport[];
  /** Names that are called or passed on anywhere in the file, as written: `haversine_km`, `features.haversine_km`. */
  readonly uses: readonly PythonUse[];
  /** Columns assigned as `df["name"] = …` or `df.loc[:, "name"] = …`, for recognising monolithic feature code. */
  readonly columnAssignments: readonly PythonUse[];
}

export interface PythonFunction extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly parameters: readonly PythonParameter[];
  readonly returns: string | undefined;
  readonly docstring: string | undefined;
  readonly decorators: readonly string[];
  /** Name of the enclosing class, for tests in classes. */
  readonly inClass: string | undefined;
}

export interface PythonParameter extends Span {
  readonly name: string;
  readonly annotation: string | undefined;
  readonly hasDefault: boolean;
  /** `*args`, `**kwargs`. */
  readonly variadic: boolean;
}

export interface PythonImport extends Span {
  readonly module: string;
  /** Undefined for `import module`; `*` for a star import. */
  readonly name: string | undefined;
  readonly alias: string | undefined;
}

export interface PythonUse extends Span {
  readonly name: string;
  /** The function that the use stands in; undefined at the top of the module. */
  readonly within: string | undefined;
}
