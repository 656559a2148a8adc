import { valueTypeOf } from '../catalogue/feature-types.ts';
import { parseFeatureType } from '../catalogue/parse-feature-type.ts';
import type { Column, Relation } from '../engine/query-engine.ts';
import { areComparable } from '../expressions/type-of.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';

/**
 * What rows lack of what their feature group promises, in words: columns that are not there, or of another type. Of rows
 * that are to be deleted only the `key` is looked at.
 */
export function brokenPromises(
  group: DefinitionFileOf<'feature-group'>,
  relation: Relation,
  key?: readonly string[],
): readonly string[] {
  const features = (group.definition.features ?? [])
    .filter((feature) => feature !== undefined)
    .filter(({ name }) => key === undefined || (name !== undefined && key.includes(name)));
  return features.flatMap((feature) => {
    const { name, type } = feature;
    const column = relation.columns.find((each) => each.name === name);
    // A feature with a default may be missing: its default stands for it.
    if (column === undefined) return feature.default === undefined ? [`there is no column ${name}`] : [];
    const misfit = relation.misfits.find((each) => each.column === name);
    if (misfit !== undefined) {
      const values = `${misfit.count.toLocaleString('en-US')} ${misfit.count === 1 ? 'value is' : 'values are'}`;
      return [`column ${name} is declared as ${type}, and ${values} none, such as ${JSON.stringify(misfit.example)}`];
    }
    return fits(type, column) ? [] : [`column ${name} is declared as ${type}, and is ${column.type}`];
  });
}

/** Whether the values can be taken for what was declared; how wide a number is does not matter here. */
function fits(declared: string | undefined, { valueType }: Column): boolean {
  const type = declared === undefined ? undefined : parseFeatureType(declared).type;
  const wanted = type && valueTypeOf(type);
  return wanted === undefined || wanted === 'other' || valueType === 'other' || areComparable(wanted, valueType);
}
