import type { ExpectationSuite } from '../../definitions/expectation-suite.ts';

/** Where a suite keeps the name that it had in Great Expectations, if that is none that an asset of ours can have. */
const ORIGINAL = 'great_expectations_name';

type Meta = ExpectationSuite['meta'];

/** `orders.warning` → `orders_warning`, with the name that it had beside it. */
export function importedName(name: string, meta: Meta): { readonly name: string; readonly meta: Meta } {
  const ours = assetNameOf(name);
  return ours === name ? { name, meta } : { name: ours, meta: { ...meta, [ORIGINAL]: name } };
}

/** The way back; who has renamed the suite since wants the new name. */
export function exportedName({ name, meta }: ExpectationSuite): { readonly name: string; readonly meta: Meta } {
  const { [ORIGINAL]: original, ...others } = meta ?? {};
  if (typeof original !== 'string' || assetNameOf(original) !== name) return { name, meta };
  return { name: original, meta: others };
}

function assetNameOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/[^A-Za-z0-9_-]+/g, '_');
  const trimmed = plain === name ? plain : plain.replaceAll(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(trimmed) ? trimmed : `suite_${trimmed}`.replace(/_$/, '');
}
