import type { Permission } from '../access/permissions.js';
import type { QueryTerm } from './query-tree.js';

export const FIELD_KINDS = ['text', 'number', 'date', 'choice', 'flag', 'department', 'diagnosis', 'lab'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];
/** Turns a value into the parameter that stands for it; nothing a reader typed ever becomes SQL. */
export type Bind = (value: unknown) => string;

/** What may be asked of a list: its name in the API, its word on the page, and the SQL of its conditions. */
export interface QueryField {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly operators: readonly string[];
  /** Who may not read the field may not ask by it either. */
  readonly permission?: Permission;
  /** Where the codes of a choice have their names. */
  readonly dictionary?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** The condition of one term. Unknown values make it null, which counts as not met. Throws BadInput for a value of another kind. */
  condition(term: QueryTerm, bind: Bind): string;
}

/** What operators are called between field and value. */
export const OPERATOR_WORDS: Readonly<Record<string, string>> = {
  contains: '含', notContains: '不含', equals: '为', startsWith: '开头为', empty: '为空', notEmpty: '不为空',
  eq: '=', ne: '≠', gt: '>', gte: '≥', lt: '<', lte: '≤', between: '介于',
  on: '为', before: '早于', after: '晚于', lastDays: '近', in: '为', notIn: '不为', is: '为',
};
