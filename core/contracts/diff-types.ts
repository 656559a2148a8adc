import type { FeatureType, StructField } from '../catalogue/feature-type.ts';
import { isWidening, printFeatureType, sameFeatureType } from '../catalogue/feature-types.ts';
import type { TypeChange } from './change.ts';
import { matchRenames } from './match-renames.ts';

/** Every difference of two types, nested ones included; empty where both mean the same. */
export function diffTypes(before: FeatureType, after: FeatureType, inside = ''): readonly TypeChange[] {
  if (before.kind === 'array' && after.kind === 'array') {
    return diffTypes(before.element, after.element, `${inside}[]`);
  }
  if (before.kind === 'struct' && after.kind === 'struct') return diffFields(before.fields, after.fields, inside);
  if (sameFeatureType(before, after)) return [];
  const how = isWidening(before, after) ? 'widened' : 'changed';
  return [{ inside, how, from: printFeatureType(before), to: printFeatureType(after) }];
}

function diffFields(before: Fields, after: Fields, inside: string): readonly TypeChange[] {
  const isIn = (fields: Fields) => {
    const names = new Set(fields.map(({ name }) => name));
    return (field: StructField): boolean => names.has(field.name);
  };
  const dropped = before.filter((field) => !isIn(after)(field));
  const appended = after.filter((field) => !isIn(before)(field));
  const renames = matchRenames(dropped, appended, (one, other) => sameFeatureType(one.type, other.type));
  const renamed = new Set([...renames].flat());
  const change = (how: TypeChange['how'], field: StructField, from = '', to = ''): TypeChange => {
    return { inside: `${inside}.${field.name}`, how, from, to };
  };
  return [
    ...[...renames].map(([from, to]) => change('field-renamed', to, from.name, to.name)),
    ...dropped.filter((field) => !renamed.has(field)).map((field) => change('field-dropped', field, field.name)),
    ...appended.filter((field) => !renamed.has(field)).map((field) => change('field-appended', field, '', field.name)),
    ...after.flatMap((field) => {
      const old = before.find(({ name }) => name === field.name);
      return old === undefined ? [] : diffTypes(old.type, field.type, `${inside}.${field.name}`);
    }),
  ];
}

type Fields = readonly StructField[];
