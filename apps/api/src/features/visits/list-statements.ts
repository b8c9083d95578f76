import { COMPOSED } from '../../platform/database/preparing-client.js';
import { BadInput } from '../../platform/http/refusal.js';
import { EXACT_TOTAL, type PageQuery } from '../../platform/http/page.dto.js';

export interface VisitList {
  /** Whether a reader's own query is among the conditions. */
  readonly composed: boolean;
  /** What is selected of `visit v join beneficiary b`. */
  readonly columns: string;
  /** More joins that the columns need. */
  readonly joins: string;
  readonly classes: readonly string[];
  /** Condition over `visit v`. */
  readonly where: string;
  /** Column of `v` or `b` by which the list is ordered. */
  readonly sortColumn: string;
  readonly descending: boolean;
}

/** The column of `field` or `-field`, and the direction. */
export function sortOf(sort: string, columns: Readonly<Record<string, string>>): Pick<VisitList, 'sortColumn' | 'descending'> {
  return { sortColumn: columns[sort.replace('-', '')]!, descending: sort.startsWith('-') };
}

/** `order by`: the id decides between equals, in the same direction, so that pages neither repeat nor skip. */
function order({ sortColumn, descending }: VisitList, column = sortColumn, id = 'v.id'): string {
  const direction = descending ? 'desc' : 'asc';
  // The time is never missing; left as the index has it, the index gives the order.
  const missing = sortColumn === 'v.started_at' ? '' : ' nulls last';
  return `${column} ${direction}${missing}, ${id} ${direction}`;
}

/** One page: each class gives its first rows from its own index, the page is taken of these, and only its rows are completed. */
export function pageStatement(list: VisitList, { page, pageSize }: PageQuery): string {
  const offset = (page - 1) * pageSize;
  // Further than the exact total nobody leafs.
  if (offset >= EXACT_TOTAL) throw new BadInput('只能翻到前 10,000 条，请增加筛选条件。', [{ field: 'page', message: '页码过大' }]);
  const people = list.sortColumn.startsWith('b.') ? 'join beneficiary b on b.id = v.beneficiary_id' : '';
  const firstOf = (visitClass: string): string => `(select v.*, ${list.sortColumn} as sort_key from visit v ${people}
    where v.visit_class = '${visitClass}' and ${list.where} order by ${order(list)} limit ${offset + pageSize})`;
  const inOrder = order(list, 'v.sort_key');
  return `${mark(list)}with page as materialized (select * from (${list.classes.map(firstOf).join(' union all ')}) v order by ${inOrder} limit ${pageSize} offset ${offset})
    select ${list.columns} from page v join beneficiary b on b.id = v.beneficiary_id ${list.joins} order by ${inOrder}`;
}

/** How many rows the list has, counted no further than one beyond the exact total. */
export function countStatement(list: VisitList): string {
  return `${mark(list)}select count(*) as total from (select 1 from visit v where ${classOf(list)} and ${list.where} limit ${EXACT_TOTAL + 1}) counted`;
}

/** All rows in the order of the pages. */
export function wholeStatement(list: VisitList): string {
  return `select ${list.columns} from visit v join beneficiary b on b.id = v.beneficiary_id ${list.joins}
    where ${classOf(list)} and ${list.where} order by ${order(list)}`;
}

const mark = ({ composed }: VisitList): string => (composed ? COMPOSED : '');
const classOf = ({ classes }: VisitList): string => `v.visit_class in (${classes.map((name) => `'${name}'`).join(', ')})`;
