import { featureTypeSynonym } from '../../catalogue/type-names.ts';
import type { Json } from '../../engine/value.ts';
import { meanBounds, mostlyOf, valueBounds } from './bounds.ts';
import { codePattern } from './code-pattern.ts';
import { type ColumnFacts, PARTS } from './column-facts.ts';
import { allowedFaults, confidenceInLaw, RISK } from './prediction.ts';
import type { Proposal } from './proposal.ts';
import type { Semantics } from './semantic-types.ts';

/** A set of values is drawn from columns with no more different ones. */
const SET_SIZE = 20;

/** A column of which less than half is there is expected to be anything. */
const MOSTLY_MISSING = 0.5;

/** Whether the values of a column are best listed: texts of which there are few. */
export function mayBeSet({ column, values }: ColumnFacts): boolean {
  return column.valueType === 'string' && values !== undefined && values.distinct > 0 && values.distinct <= SET_SIZE;
}

/** What is proposed for one column, each with its reason. `isKey`: it alone tells all rows apart. */
export function columnProposals(
  facts: ColumnFacts,
  semantics: Semantics,
  { set, isKey }: { readonly set: readonly Json[] | undefined; readonly isKey: boolean },
): readonly Proposal[] {
  const { column, summary, values } = facts;
  const present = summary.rows - summary.missing;
  const proposals: (Proposal | undefined)[] = [
    present === 0 ? undefined : ofType(facts),
    presence(facts),
    isKey ? law(facts, 'expect_column_values_to_be_unique', {}, `all ${count(present)} values differ`) : undefined,
  ];
  const listed = set === undefined ? undefined : inSet(facts, set);
  proposals.push(listed);
  if (facts.ascending && present >= 100 && (values?.distinct ?? 0) >= 20) {
    // Order is a habit of who writes the data, no law of it.
    const reason = 'no value is smaller than the one before it';
    proposals.push(propose('expect_column_values_to_be_increasing', { column: column.name }, reason, 0.9));
  }
  // The values of a key tell nothing about the next ones; their form does.
  if (listed === undefined && column.valueType === 'string') proposals.push(formOfTexts(facts, semantics));
  if (!isKey) proposals.push(spread(facts, semantics));
  if (semantics.type === 'measure' || semantics.type === 'amount' || semantics.type === 'share')
    proposals.push(mean(facts));
  return proposals.flatMap((each) =>
    each === undefined ? [] : [{ ...each, column: column.name, semantic_type: semantics.type }],
  );
}

function ofType({ column, summary }: ColumnFacts): Proposal {
  // Our own word for a type where there is one.
  const word = column.type.startsWith('DECIMAL')
    ? column.type.toLowerCase()
    : (featureTypeSynonym(column.type) ?? column.type);
  return propose(
    'expect_column_values_to_be_of_type',
    { column: column.name, type_: word },
    'the type it has',
    confidenceInLaw(summary.rows),
  );
}

function law(
  { column, summary }: ColumnFacts,
  type: string,
  more: Readonly<Record<string, Json>>,
  reason: string,
): Proposal {
  return propose(type, { column: column.name, ...more }, reason, confidenceInLaw(summary.rows - summary.missing));
}

/**
 * How many may be missing: none where none was. Otherwise what a batch of the same kind may miss by the binomial
 * distribution, or the worst of the consecutive parts, whichever is more: what is missing often comes in storms.
 */
function presence(facts: ColumnFacts): Proposal | undefined {
  const { column, summary, parts } = facts;
  const { rows, missing } = summary;
  if (rows > 0 && (rows - missing) / rows < MOSTLY_MISSING) return undefined;
  if (missing === 0) return law(facts, 'expect_column_values_to_not_be_null', {}, 'none is missing');
  const byChance = allowedFaults(missing, rows, rows);
  const worst = Math.max(0, ...parts.map((part) => part.missing / part.rows));
  const mostly = mostlyOf(Math.max(byChance, Math.ceil(worst * rows)), rows) ?? 1;
  const seen = `${share(missing / rows)} is missing`;
  const isWorst = worst * rows > byChance;
  const reason = isWorst
    ? `${seen}, ${share(worst)} in the worst of ${PARTS} parts`
    : `${seen}; of as many rows ${count(byChance)} may be`;
  if (mostly < MOSTLY_MISSING) return undefined;
  return propose(
    'expect_column_values_to_not_be_null',
    { column: column.name, mostly },
    reason,
    isWorst ? 1 - 1 / (PARTS + 1) : 1 - RISK,
  );
}

/**
 * A set of values is proposed where it is saturated: by Good and Turing, the share of rows with a new value is about the
 * share of values that were seen once. Where some were, it is counted how many rows of the second half have a value
 * that the first half has not.
 */
function inSet({ column, values, summary }: ColumnFacts, set: readonly Json[]): Proposal | undefined {
  if (values === undefined) return undefined;
  const present = summary.rows - summary.missing;
  const kwargs = { column: column.name, value_set: set };
  if (values.once === 0 && values.newInSecondHalf === 0) {
    return propose(
      'expect_column_values_to_be_in_set',
      kwargs,
      values.distinct === 1
        ? 'there is only this one value'
        : `all ${values.distinct} values were seen in the first half, each more than once`,
      confidenceInLaw(present),
    );
  }
  // A category that is mostly new each time is none.
  const unseen = Math.max(values.once, values.newInSecondHalf);
  if (unseen / present > 0.01) return undefined;
  const mostly = mostlyOf(allowedFaults(unseen, Math.ceil(present / 2), present), present);
  return propose(
    'expect_column_values_to_be_in_set',
    { ...kwargs, mostly: mostly ?? 1 },
    `${values.once} seen once, ${plural(values.newInSecondHalf, 'row')} of the second half new to the first`,
    1 - RISK,
  );
}

function formOfTexts(facts: ColumnFacts, semantics: Semantics): Proposal | undefined {
  const { sample } = facts;
  const isCode =
    semantics.type === 'code' ||
    semantics.type === 'identifier' ||
    semantics.type === 'category' ||
    semantics.type === 'country code' ||
    semantics.type === 'currency code';
  if (semantics.type === 'e-mail')
    return law(
      facts,
      'expect_column_values_to_match_regex',
      { regex: '^[^@ ]+@[^@ ]+[.][A-Za-z]{2,}$', mostly: 0.99 },
      'they are e-mail addresses',
    );
  if (semantics.type === 'uuid')
    return law(
      facts,
      'expect_column_values_to_match_regex',
      { regex: '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$' },
      'they are UUIDs',
    );
  const pattern = isCode ? codePattern(sample) : undefined;
  if (pattern === undefined) return lengths(facts);
  return {
    ...law(
      facts,
      'expect_column_values_to_match_regex',
      { regex: pattern.regex, mostly: 0.99 },
      `${pattern.how}; one in a hundred may be new`,
    ),
  };
}

/** Lengths of free text grow; half as much again is room to live. */
function lengths({ column, summary: { shortest, longest, rows, missing } }: ColumnFacts): Proposal | undefined {
  if (shortest === null || longest === null) return undefined;
  const name = column.name;
  if (shortest === longest)
    return propose(
      'expect_column_value_lengths_to_equal',
      { column: name, value: shortest },
      'all are of one length',
      confidenceInLaw(rows - missing),
    );
  const most = Math.ceil(longest * 1.5);
  return propose(
    'expect_column_value_lengths_to_be_between',
    { column: name, min_value: shortest > 0 ? 1 : 0, max_value: most },
    `${shortest} to ${longest} characters seen, half as many again allowed`,
    1 - RISK,
  );
}

function spread(facts: ColumnFacts, semantics: Semantics): Proposal | undefined {
  const bounds = valueBounds(facts, semantics);
  return (
    bounds &&
    propose(
      'expect_column_values_to_be_between',
      { column: facts.column.name, ...bounds.kwargs },
      bounds.reason,
      bounds.confidence,
    )
  );
}

function mean(facts: ColumnFacts): Proposal | undefined {
  const bounds = meanBounds(facts);
  return bounds && propose('expect_column_mean_to_be_between', bounds.kwargs, bounds.reason, bounds.confidence);
}

export function propose(
  type: string,
  kwargs: Readonly<Record<string, Json>>,
  reason: string,
  confidence: number,
): Proposal {
  return { expectation: { type, kwargs }, reason, confidence: Number(confidence.toFixed(confidence > 0.99 ? 5 : 3)) };
}

const count = (number: number): string => number.toLocaleString('en-US');
const plural = (number: number, noun: string): string => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
const share = (of: number): string => `${Number((of * 100).toPrecision(2))} %`;
