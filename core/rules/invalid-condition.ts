import { valueTypeOf } from '../catalogue/feature-types.ts';
import { parseFeatureType } from '../catalogue/parse-feature-type.ts';
import { notationOf } from '../definitions/read-condition.ts';
import { checkExpression } from '../expressions/check-expression.ts';
import type { ParsedExpression } from '../expressions/expression.ts';
import { type Notation, PLUMBLINE } from '../expressions/notation.ts';
import { parseExpression } from '../expressions/parse-expression.ts';
import type { ColumnTypes } from '../expressions/value-type.ts';
import type { DefinitionFile } from '../project/definition-file.ts';
import type { ColumnSet } from '../project/project.ts';
import { ANY_KIND } from './names/any-kind.ts';
import { type MentionOf, mentionsOf } from './names/mentions-of.ts';
import { replaceByNearest } from './names/unknown-name.ts';
import type { Rule, RuleContext } from './rule.ts';

export const invalidCondition: Rule = {
  id: 'invalid-condition',
  title: 'Condition that makes no sense for its columns',
  level: 'error',
  kinds: ANY_KIND,
  docs: {
    why: 'A filter that compares a number with a word fails when it runs, or selects nothing without a word. Types come from the feature groups; where a type is not known, nothing is said.',
    bad: `-- delays.feature-view.yaml --
name: delays
version: 1
query: { from: flights@1, filter: "distance > 'far'" }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: distance, type: double }]
`,
    good: `-- delays.feature-view.yaml --
name: delays
version: 1
query: { from: flights@1, filter: "distance > 1000" }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: distance, type: double }]
`,
  },
  check(file, context) {
    for (const mention of [...mentionsOf(file, 'expression'), ...mentionsOf(file, 'row-condition')]) {
      checkMention(mention, file, context);
    }
  },
  fixes: replaceByNearest,
};

type ConditionMention = MentionOf<'expression'> | MentionOf<'row-condition'>;

function checkMention(mention: ConditionMention, file: DefinitionFile, { project, report }: RuleContext): void {
  const { expression, problems } = parsed(mention.text, notationAt(mention, file));
  if (expression === null || problems.length > 0) return;
  const types = typesOf(project.columns(file, mention.meaning.scope, mention.path));
  const isVerbatim = mention.end - mention.start === mention.text.length;
  for (const { start, end, message, fix } of checkExpression(expression, types)) {
    const span = isVerbatim ? { start: mention.start + start, end: mention.start + end } : mention;
    report(span, message, { data: { replacement: isVerbatim ? fix : undefined } });
  }
}

/** In which notation a row condition is written, its neighbour `condition_parser` says. */
function notationAt({ meaning, path }: ConditionMention, file: DefinitionFile): Notation {
  const index = path[1];
  if (meaning.is === 'expression' || file.kind !== 'expectation-suite' || typeof index !== 'number') return PLUMBLINE;
  return notationOf(file.definition.expectations?.[index]?.kwargs?.condition_parser);
}

/** The types of the columns, as far as the feature groups give them. */
function typesOf(columns: ColumnSet | undefined): ColumnTypes {
  return (name) => {
    const text = columns?.get(name)?.type;
    const type = text === undefined ? undefined : parseFeatureType(text).type;
    return type && valueTypeOf(type);
  };
}

const MOST_KEPT = 5000;
const kept = new Map<string, ParsedExpression>();

/** Conditions are read again at every keystroke in their file, and hardly ever change. */
function parsed(text: string, notation: Notation): ParsedExpression {
  const key = `${notation.name} ${text}`;
  let found = kept.get(key);
  if (found === undefined) {
    if (kept.size >= MOST_KEPT) kept.clear();
    found = parseExpression(text, { notation });
    kept.set(key, found);
  }
  return found;
}
