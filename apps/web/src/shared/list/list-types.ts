import type { ReactNode } from 'react';
import type { ListPath, QueryOf } from '@cadre/api-client/typed-paths';
import type { Choice } from '../api/dictionaries.js';

interface FieldBase {
  readonly label: string;
  /** Shown only when the filters are opened up. */
  readonly more?: boolean;
}
type Choices = ({ readonly options: readonly Choice[] } | { readonly dictionary: string }) & {
  /** What the server takes when nothing is chosen; 全部 unless said. */
  readonly placeholder?: string;
};

/** A filter, declared as data. `name` is the name of the query parameter; a period has two. */
export type FilterField<Name extends string = string> = FieldBase &
  (
    | { readonly kind: 'text'; readonly name: Name; readonly placeholder?: string }
    | ({ readonly kind: 'choice'; readonly name: Name } & Choices)
    | ({ readonly kind: 'multi'; readonly name: Name } & Choices)
    | { readonly kind: 'period'; readonly name: readonly [from: Name, to: Name] }
    /** From and to, both included, whole numbers. */
    | { readonly kind: 'numbers'; readonly name: readonly [from: Name, to: Name]; readonly unit?: string }
    /** A laboratory item, above or below, and a value; asked only when all three are there. */
    | {
        readonly kind: 'lab';
        readonly name: readonly [item: Name, is: Name, value: Name];
        readonly options: readonly Choice[];
      }
    | { readonly kind: 'department'; readonly name: Name }
    | { readonly kind: 'flag'; readonly name: Name; readonly hint?: string }
    /** Kept queries and 高级查询 of a list that has a catalogue of fields under this name. */
    | { readonly kind: 'scheme'; readonly name: Name; readonly list: string }
  );

/** The parameters of a list that filter it. */
export type FilterName<P extends ListPath> = Exclude<keyof QueryOf<P, 'get'> & string, 'page' | 'pageSize' | 'sort'>;
/** A filter that the list's API knows. */
export type ListFilter<P extends ListPath> = FilterField<FilterName<P>>;

/** Filter values by parameter name as they stand in the address; several values of one are joined by commas. */
export type FilterValues = Readonly<Record<string, string>>;

export interface ColumnOptions<Value, Row> {
  readonly render?: (value: Value, row: Row) => ReactNode;
  /** Width in px at the standard font size. */
  readonly width?: number;
  /** `true`: the server sorts by the column's own field; text: by that field. */
  readonly sort?: boolean | string;
  readonly align?: 'right' | 'center';
  readonly fixed?: 'left' | 'right';
  /** Not shown until chosen in 列设置. */
  readonly hidden?: boolean;
  /** Long text is cut with its whole in the hover text. */
  readonly ellipsis?: boolean;
  /** Explains the column, shown at its head. */
  readonly note?: string;
}

export interface Column<Row> extends Omit<ColumnOptions<never, Row>, 'render'> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
}
