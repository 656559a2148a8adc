import { ExpectationSchema, ExpectationSuiteSchema } from './expectation-suite.ts';
import { type Field, type MapShape, type Shape, shapeOf, type TextShape } from './shape.ts';

/**
 * Great Expectations keeps suites as JSON: 1.x almost as our YAML has them, 0.x under older names. Both are read into
 * the same value. What is ours alone stands there under `meta.plumbline`, and is lifted to its own place.
 */

const ANYTHING: Shape = { kind: 'anything', description: undefined };
const IGNORED: Field = { name: '', shape: ANYTHING, required: false, ignored: true };
const SINCE_1 = 'since Great Expectations 1.0';

const expectation = mapOf(shapeOf(ExpectationSchema));
const suite = mapOf(shapeOf(ExpectationSuiteSchema));

/** A suite as Great Expectations 1.x writes it. */
export const SUITE_JSON: MapShape = suiteShape(
  { name: anyName(suite), id: fieldOf(suite, 'id'), notes: fieldOf(suite, 'notes') },
  expectationShape({
    type: fieldOf(expectation, 'type'),
    expectation_type: { ...fieldOf(expectation, 'type'), required: false, renamed: SINCE_1 },
    severity: fieldOf(expectation, 'severity'),
    description: fieldOf(expectation, 'description'),
    notes: nullable(fieldOf(expectation, 'notes')),
    id: fieldOf(expectation, 'id'),
  }),
);

/** A suite as Great Expectations 0.x wrote it. */
export const OLD_SUITE_JSON: MapShape = suiteShape(
  {
    expectation_suite_name: anyName(suite),
    ge_cloud_id: IGNORED,
    data_asset_type: IGNORED,
    data_asset_name: IGNORED,
  },
  expectationShape({
    expectation_type: fieldOf(expectation, 'type'),
    ge_cloud_id: IGNORED,
    success_on_last_run: IGNORED,
  }),
);

function suiteShape(fields: Readonly<Record<string, Field>>, items: MapShape): MapShape {
  return withOwnKeys(suite, ['feature_group', 'description', 'owner', 'tags', 'parameters'], {
    ...fields,
    evaluation_parameters: fieldOf(suite, 'parameters'),
    suite_parameters: fieldOf(suite, 'parameters'),
    expectations: {
      name: 'expectations',
      required: true,
      shape: { kind: 'list', items, description: fieldOf(suite, 'expectations').shape.description },
    },
  });
}

function expectationShape(fields: Readonly<Record<string, Field>>): MapShape {
  return withOwnKeys(expectation, ['warn'], {
    ...fields,
    kwargs: fieldOf(expectation, 'kwargs'),
    rendered_content: IGNORED,
    expectation_context: IGNORED,
  });
}

/** The map with these fields, and with `own` fields of the YAML shape under `meta.plumbline`. */
function withOwnKeys(shape: MapShape, own: readonly string[], fields: Readonly<Record<string, Field>>): MapShape {
  const plumbline = openMap(
    Object.fromEntries(own.map((name) => [name, { ...fieldOf(shape, name), required: false }])),
  );
  const meta = openMap({ plumbline: { name: 'plumbline', shape: plumbline, required: false } });
  const all = { ...fields, meta: { name: 'meta', shape: meta, required: false } };
  return {
    ...shape,
    fields: new Map(Object.entries(all)),
    required: Object.values(all).filter((field) => field.required),
    finish: (value) => lifted(value, own),
  };
}

/** A map whose other keys hold anything. */
function openMap(fields: Readonly<Record<string, Field>>): MapShape {
  return {
    kind: 'map',
    fields: new Map(Object.entries(fields)),
    required: [],
    others: ANYTHING,
    keys: undefined,
    meaning: undefined,
    description: undefined,
  };
}

function lifted(value: Readonly<Record<string, unknown>>, own: readonly string[]): Readonly<Record<string, unknown>> {
  const meta = value.meta as { readonly plumbline?: Readonly<Record<string, unknown>> } | undefined;
  const plumbline = meta?.plumbline;
  if (plumbline === undefined) return value;
  const missing = own.filter((name) => value[name] === undefined && plumbline[name] !== undefined);
  return missing.length === 0
    ? value
    : { ...value, ...Object.fromEntries(missing.map((name) => [name, plumbline[name]])) };
}

/** Great Expectations allows any name, such as `orders.warning`. */
function anyName(shape: MapShape): Field {
  const field = fieldOf(shape, 'name');
  return { ...field, shape: { ...(field.shape as TextShape), pattern: undefined, patternInWords: undefined } };
}

function nullable(field: Field): Field {
  const { shape } = field;
  const shapes = [
    ...(shape.kind === 'either' ? shape.shapes : [shape]),
    { kind: 'null', description: undefined } as const,
  ];
  return { ...field, shape: { kind: 'either', shapes, description: shape.description } };
}

function fieldOf(shape: MapShape, name: string): Field {
  const field = shape.fields.get(name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return field;
}

function mapOf(shape: Shape): MapShape {
  if (shape.kind !== 'map') throw new Error('not a map');
  return shape;
}
