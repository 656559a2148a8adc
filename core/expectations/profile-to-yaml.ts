import { Document, isMap, Scalar, visit, type YAMLMap } from 'yaml';
import type { ExpectationSuite } from '../definitions/expectation-suite.ts';
import { isTemporalText } from '../expressions/iso-time.ts';
import type { Drawn } from './profile-expectations.ts';

/** The suite as a file to be read and changed: arguments on one line, and above each column what was seen in it. */
export function profileToYaml(suite: ExpectationSuite, drawn: readonly Drawn[], label: string): string {
  const { expectations, ...head } = suite;
  const document = new Document(head);
  document.commentBefore = ` Drawn from ${label}. Read it before you trust it: it says what is, not what must be.`;
  const items = document.createNode([] as unknown[]);
  for (const [index, { type, kwargs }] of expectations.entries()) {
    const item = document.createNode({ type }) as YAMLMap;
    item.set('kwargs', document.createNode(kwargs, { flow: true }));
    const seen = drawn[index]?.seen;
    if (isMap(item) && seen !== undefined) {
      item.commentBefore = ` ${seen}`;
      item.spaceBefore = index > 0;
    }
    items.add(item);
  }
  document.set('expectations', items);
  // Older readers of YAML take a bare date for something else than a text.
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && isTemporalText(scalar.value)) scalar.type = Scalar.QUOTE_SINGLE;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
