import type { Column } from '../../engine/query-engine.ts';
import type { Sql } from '../../engine/sql.ts';
import { asText, judgeValues } from '../column-values.ts';
import { isDateText } from '../date-text.ts';
import { cannotJudge, type Given, inSql, type Judge } from '../judge.ts';
import { schemaTest } from '../schema-test.ts';
import { isJsonText } from '../single-row/json-text.ts';
import { OnlyInBatch } from '../single-row/on-row.ts';
import { timeFormatTest } from '../single-row/time-format.ts';

/** Expectations that texts can be read as something: a time, JSON. */
export const formats: readonly Judge[] = [
  {
    type: 'expect_column_values_to_match_strftime_format',
    judge: (given) =>
      judgeValues(given, (subject) => {
        const [text, format] = [asText(given, subject), String(given.args.strftime_format)];
        const { dialect, textTest } = given.engine;
        return dialect.isTimeIn(text, format) ?? textTest(`time ${format}`, timeTest(format))(text);
      }),
  },
  {
    type: 'expect_column_values_to_be_dateutil_parseable',
    judge: (given) =>
      judgeValues(given, (subject) => given.engine.textTest('date', isDateText)(asText(given, subject))),
  },
  {
    type: 'expect_column_values_to_be_json_parseable',
    judge: (given) =>
      judgeValues(given, (subject) => {
        const text = asJson(given, subject);
        const { dialect, textTest } = given.engine;
        return dialect.isJson(text) ?? textTest('JSON', isJsonText)(text);
      }),
  },
  {
    type: 'expect_column_values_to_match_json_schema',
    judge(given) {
      const schema = given.args.json_schema as Readonly<Record<string, unknown>>;
      const test = given.engine.textTest(`JSON schema ${JSON.stringify(schema)}`, schemaTest(schema));
      return judgeValues(given, (subject) => test(asJson(given, subject)));
    },
  },
];

/** For an engine that cannot tell times by itself. */
function timeTest(format: string): (text: string) => boolean {
  try {
    return timeFormatTest(format);
  } catch (error) {
    if (!(error instanceof OnlyInBatch)) throw error;
    throw cannotJudge(`${error.message} cannot be told on this engine`, 'use the embedded one: --engine duckdb');
  }
}

/** A column of lists or structs is JSON already, only not written down. */
function asJson(given: Given, subject: Column): Sql {
  if (subject.valueType !== 'other') return asText(given, subject);
  return given.engine.dialect.jsonText(inSql(given, subject));
}
