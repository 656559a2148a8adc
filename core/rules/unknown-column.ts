import { code } from '../contracts/words.ts';
import type { DefinitionFile } from '../project/definition-file.ts';
import type { ColumnSet, Project } from '../project/project.ts';
import { addToSelect } from './fixes/add-to-select.ts';
import { ANY_KIND } from './names/any-kind.ts';
import { columnSource } from './names/column-source.ts';
import { type MentionOf, mentionsOf } from './names/mentions-of.ts';
import { nearestColumn } from './names/nearest-column.ts';
import { textInWrongQuotes } from './names/text-in-wrong-quotes.ts';
import { insteadOf, meantToBe, replaceByNearest } from './names/unknown-name.ts';
import type { FindingDetails, Rule } from './rule.ts';

export const unknownColumn: Rule = {
  id: 'unknown-column',
  title: 'Column that the group or view lacks',
  level: 'error',
  kinds: ANY_KIND,
  docs: {
    why: 'An expectation on a column that is not there fails at the next run, a view that selects it cannot be read. Where the group itself is unknown, nothing is said about its columns.',
    bad: `-- flights.expectations.yaml --
name: flights
feature_group: flights@1
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: distence_km }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features:
  - { name: id, type: string }
  - { name: distance_km, type: double }
`,
    good: `-- flights.expectations.yaml --
name: flights
feature_group: flights@1
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: distance_km }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features:
  - { name: id, type: string }
  - { name: distance_km, type: double }
`,
  },
  check(file, { project, report }) {
    // Of thousands of expectations all are about one group.
    const ofSuite = file.kind === 'expectation-suite' ? project.columns(file, 'suite', []) : undefined;
    const isUnknown = ofSuite === undefined ? undefined : (text: string) => !ofSuite.has(text);
    if (isUnknown !== undefined && ![...file.namesOf('column')].some(isUnknown)) return;
    for (const mention of mentionsOf(file, 'column', isUnknown)) {
      const { scope } = mention.meaning;
      if (scope === 'join-key' || mention.text === '') continue;
      const columns = scope === 'suite' ? ofSuite : project.columns(file, scope, mention.path);
      if (columns === undefined || columns.has(mention.text)) continue;
      const source = columnSource(file, scope, mention.path);
      const verb = source.selects ? 'does not select' : 'has no column';
      report(mention, `${source.name} ${verb} ${code(mention.text)}`, detailsOf(mention, columns, file, project));
    }
  },
  fixes: (finding, file, context) => [
    ...replaceByNearest(finding),
    ...(file.kind === 'feature-view' ? addToSelect(finding, file, context) : []),
  ],
};

/** A column may be there under its prefix, or be there to be selected; else the nearest name was meant. */
function detailsOf(
  mention: MentionOf<'column'>,
  columns: ColumnSet,
  file: DefinitionFile,
  project: Project,
): FindingDetails {
  const { text, path, meaning } = mention;
  const prefixed = [...columns.values()].filter(({ feature }) => feature === text);
  if (prefixed.length === 1 && prefixed[0] !== undefined) return meantToBe(prefixed[0].name);
  if (meaning.scope === 'view' && project.columns(file, 'selectable', path)?.has(text)) {
    return { help: `add ${code(text)} to ${code('select')}`, data: { unselected: text } };
  }
  const near = nearestColumn(text, columns);
  if (near !== undefined) return meantToBe(near);
  return textInWrongQuotes(mention, columns, file) ?? insteadOf(text, columns.keys());
}
