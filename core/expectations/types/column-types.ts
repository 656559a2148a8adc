import { featureTypeSynonym } from '../../catalogue/type-names.ts';
import type { Column } from '../../engine/query-engine.ts';
import { atOnce, cannotJudge, column, type GivenColumns, type Judge, observed, type Verdict } from '../judge.ts';
import { tells } from '../result-format.ts';

/** Expectations on the type of a column, by any name that some system has for it; letter case aside. */
export const columnTypes: readonly Judge[] = [
  atOnce('expect_column_type_to_be', (given) => judge(given, [String(given.args.type_)])),
  atOnce('expect_column_values_to_be_of_type', (given) => judge(given, [String(given.args.type_)])),
  atOnce('expect_column_values_to_be_in_type_list', (given) =>
    judge(given, given.args.type_list as readonly string[] | null),
  ),
];

function judge(given: GivenColumns, names: readonly string[] | null): Verdict {
  const subject = column(given);
  const success = names === null || matchesAny(subject, names);
  const misfit = given.relation.misfits.find((each) => each.column === subject.name);
  if (misfit === undefined || !tells(given.detail, 'BASIC')) return observed(success, subject.type);
  const { declared, count, example } = misfit;
  return observed(success, subject.type, { details: { declared, unreadable_count: count, example } });
}

function matchesAny({ type }: Column, names: readonly string[]): boolean {
  // A list is none of the types of what is in it.
  const own = /[[\]]$/.test(type) ? 'array' : featureTypeSynonym(type);
  const matches = (name: string): boolean => {
    const meant = featureTypeSynonym(name);
    return sameText(name, type) || (meant !== undefined && meant === own && !hasOtherDigits(name, type));
  };
  if (names.some(matches)) return true;
  const isKnown = (name: string): boolean => featureTypeSynonym(name) !== undefined || sameText(name, type);
  if (names.some(isKnown)) return false;
  throw cannotJudge(
    `no type is called ${names.map((name) => `"${name}"`).join(' or ')}`,
    `the column's type is ${type}`,
  );
}

/** `DECIMAL(10,2)` is not `DECIMAL(12,2)`; a decimal without digits is any. Lengths of texts say nothing in DuckDB. */
function hasOtherDigits(name: string, type: string): boolean {
  const digits = /\(([\d, ]+)\)/.exec(name)?.[1]?.replaceAll(' ', '');
  const own = /^DECIMAL\(([\d,]+)\)/.exec(type)?.[1];
  return digits !== undefined && own !== undefined && digits !== own;
}

function sameText(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.toLowerCase();
}
