/** `expect_column_values_to_be_between` → `values to be between`: it stands beside the name of the column. */
export function titleOf(type: string): string {
  return type
    .replace(/^expect_/, '')
    .replace(/^(multi|select_)?column_(pair_)?(?!to_exist)/, '')
    .replaceAll('_', ' ');
}

/** What an expectation is about; undefined of one on the table as a whole. */
export function columnOf(type: string, kwargs: Readonly<Record<string, unknown>>): string | undefined {
  if (type.startsWith('expect_table_')) return undefined;
  if (typeof kwargs.column === 'string') return kwargs.column;
  if (typeof kwargs.column_A === 'string') return `${kwargs.column_A}, ${String(kwargs.column_B)}`;
  return Array.isArray(kwargs.column_list) ? kwargs.column_list.join(', ') : undefined;
}
