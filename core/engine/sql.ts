/** What may be bound to a statement. Dates and timestamps are bound as ISO text and cast; the items of a list are of one kind. */
export type SqlValue = SqlScalar | readonly SqlScalar[];
export type SqlScalar = string | number | bigint | boolean | null;

/** A piece of SQL whose values stand beside it: one `?` in the text for each of them, in order. Values are never spliced. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Puts pieces together; a part that is a value becomes a bound `?`. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  for (const [index, part] of parts.entries()) {
    if (isSql(part)) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[index + 1] ?? '';
  }
  return { text, values };
}

/** SQL that the program itself wrote, without values. Never call it with what a file or a person said. */
export function raw(text: string): Sql {
  return { text, values: [] };
}

export function joinSql(parts: readonly Sql[], separator: string): Sql {
  return { text: parts.map((part) => part.text).join(separator), values: parts.flatMap((part) => part.values) };
}

export const TRUE: Sql = raw('TRUE');
export const FALSE: Sql = raw('FALSE');

/** All of the conditions; an empty list holds for every row. */
export function allOf(conditions: readonly Sql[]): Sql {
  return logical(conditions, 'AND', TRUE);
}

/** Any of the conditions; an empty list holds for no row. */
export function anyOf(conditions: readonly Sql[]): Sql {
  return logical(conditions, 'OR', FALSE);
}

function logical(conditions: readonly Sql[], operator: 'AND' | 'OR', empty: Sql): Sql {
  if (conditions.length < 2) return conditions[0] ?? empty;
  return joinSql(
    conditions.map((condition) => sql`(${condition})`),
    ` ${operator} `,
  );
}

function isSql(part: Sql | SqlValue): part is Sql {
  return typeof part === 'object' && part !== null && 'text' in part;
}
