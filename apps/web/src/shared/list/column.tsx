import { NOTHING } from '../format/dates.js';
import type { Column, ColumnOptions } from './list-types.js';

/**
 * Typed columns of one kind of row: a field that the row does not have is a compile error.
 * `column('科室', 'departmentName')`, `column('操作', null, { render: (_, row) => … })`.
 */
export function columnOf<Row extends object>() {
  function column<Field extends keyof Row & string>(
    title: string,
    field: Field,
    options?: ColumnOptions<Row[Field], Row>,
  ): Column<Row>;
  function column(
    title: string,
    field: null,
    options: ColumnOptions<null, Row> & { readonly key?: string },
  ): Column<Row>;
  function column(
    title: string,
    field: (keyof Row & string) | null,
    options: ColumnOptions<never, Row> & { readonly key?: string } = {},
  ): Column<Row> {
    const { render, key, ...rest } = options;
    const valueOf = (row: Row) => (field === null ? null : row[field]) as never;
    return {
      ...rest,
      title,
      key: key ?? field ?? title,
      cell: (row) => (render ? render(valueOf(row), row) : plain(valueOf(row))),
    };
  }
  return column;
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.length ? value.join('；') : NOTHING;
  return value === null || value === undefined || value === '' ? NOTHING : String(value);
}
