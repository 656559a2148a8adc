import { EXPECTATION_TYPES } from '../catalogue/expectation-types.ts';
import { COLUMN_JUDGES, NEEDS_A_BATCH } from '../expectations/single-row/row-judges.ts';

/** The page on single rows, in Markdown: what they are judged by, and what needs a batch. */
export function singleRowPage(): string {
  const types = EXPECTATION_TYPES.map(({ type }) => type);
  const judged = types.filter((type) => !NEEDS_A_BATCH.has(type));
  return [
    '<!-- Generated from core/expectations/single-row by npm run generate. -->',
    '# A single row',
    introduction(judged.length, types.length),
    VALUES,
    '## Judged on a row',
    table(
      'what is judged',
      judged.map((type) => [type, COLUMN_JUDGES.has(type) ? 'the columns of the row' : 'its values']),
    ),
    '## Needs a batch',
    'These are reported as `needs a batch`, and never as passed.',
    table('why', [...NEEDS_A_BATCH]),
    '',
  ].join('\n\n');
}

function introduction(judged: number, all: number): string {
  return `A prediction request is one row, and the suite that judges tables judges it, too: without a database, in
microseconds, with the verdict that a table of this one row would get. That the two agree is tested over random rows,
types and arguments, and row by row over recorded answers of Great Expectations.

\`\`\`sh
plumbline validate flights --row '{"carrier": "AA", "distance_km": -10}'
\`\`\`

${judged} of the ${all} types of expectation say something of one row. Of one row a share is all or nothing: \`mostly: 0.95\` lets
five rows in a hundred be as they are, and not a single one. A row that a \`row_condition\` leaves out, and a value that is
missing where missing values are not judged, pass without having been judged; the verdict says so (\`counts: false\`).`;
}

const VALUES = `## Values

- Declared columns have the types of the feature group. A value of another type has that type: \`"1"\` is no \`int\`, 1.5 is
  none, and neither is 3,000,000,000. The expectation on the type then fails, and others say what they say of a column of
  that type.
- A declared column that the row has no key for lacks its value. So does one that holds NaN.
- Numbers that JSON cannot hold may come as texts: whole numbers beyond 2^53, decimals of more than 15 digits, \`"NaN"\`,
  \`"Infinity"\`.
- Undeclared columns have the types of their values; an ISO date is a date.
- Rows that have only some of the columns, as a request has the features and not the label: what is about other columns,
  or about the columns of the table as a whole, is \`not judged\`.
- Patterns are translated from RE2 to JavaScript. What has no equal there (\`\\C\`, \`\\Q…\\E\`, letter case ignored in a part
  of the pattern) needs a batch; so do weeks and names of time zones in strftime formats, and lists, objects and bytes
  where their written form is judged. JavaScript's engine goes back and tries again: a pattern such as \`(a+)+$\` takes
  long on texts that were made for it.`;

function table(head: string, rows: readonly (readonly [string, string])[]): string {
  const lines = rows.map(([type, words]) => `| \`${type}\` | ${words} |`);
  return [`| type | ${head} |`, '|---|---|', ...lines].join('\n');
}
