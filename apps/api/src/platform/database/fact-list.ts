import type { Caller } from '../access/caller.js';
import { EXACT_TOTAL, type Page, type PageQuery } from '../http/page.dto.js';
import { withAge } from '../http/person-row.dto.js';
import { BadInput } from '../http/refusal.js';
import type { Conditions } from './conditions.js';
import type { ScopedDatabase } from './scoped-database.js';

/** A list over people's facts of one kind: the table is `v`, the person `b`. */
export interface FactList {
  readonly table: string;
  readonly columns: string;
  /** Columns by the name under which the page sorts. */
  readonly sorts: Readonly<Record<string, string>>;
  /** The one of these that is never missing, so that its index gives the order. */
  readonly always: string;
}

type Found<T> = Omit<T, 'age'> & { birthDate: string | null };

/** A page of the list inside the caller's scope, with a total that is exact up to 10,000. */
export function factPage<T extends { age: number | null }>(
  db: ScopedDatabase, caller: Caller, list: FactList, { where, values }: Conditions, query: PageQuery & { sort: string },
): Promise<Page<T>> {
  const offset = (query.page - 1) * query.pageSize;
  if (offset >= EXACT_TOTAL) throw new BadInput('只能翻到前 10,000 条，请增加筛选条件。', [{ field: 'page', message: '页码过大' }]);
  return db.asCaller(caller, async (em) => {
    const [rows, [counted]]: [Found<T>[], [{ total: number }]] = await Promise.all([
      em.query(`${factStatement(list, where, query.sort)} limit ${query.pageSize} offset ${offset}`, values),
      em.query(`select count(*) as total from (select 1 from ${list.table} v where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
    ]);
    return { items: rows.map((row) => withAge(row) as unknown as T), total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
  });
}

/** All rows of the list in the order of its pages; the id decides between equals, in the same direction. */
export function factStatement({ table, columns, sorts, always }: FactList, where: string, sort: string): string {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const column = sorts[sort.replace('-', '')]!;
  return `select ${columns} from ${table} v join beneficiary b on b.id = v.beneficiary_id where ${where}
    order by ${column} ${direction}${column === always ? '' : ' nulls last'}, v.id ${direction}`;
}

/** The person by name or pinyin, or one of the record's own numbers as they stand in `numbers`. */
export function addPersonKeyword(conditions: Conditions, keyword: string | undefined, numbers: readonly string[]): void {
  conditions.when(keyword, (text) => `(${text} in (${numbers.join(', ')})
    or v.beneficiary_id in (select id from beneficiary where strpos(name, ${text}) > 0)
    or v.beneficiary_id in (select beneficiary_id from person_token where kind in ('pinyin', 'initials') and starts_with(token, lower(${text}))))`);
}
