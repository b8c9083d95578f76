import type { Page } from '../http/page.dto.js';
import type { PersonRecordsQuery } from '../http/person-records.dto.js';
import type { Caller } from '../access/caller.js';
import type { ScopedDatabase } from './scoped-database.js';
import { mustSeePerson } from './visible-person.js';

/** One kind of record of a person: its table is `r` in columns, condition and order. */
export interface PersonList {
  readonly table: string;
  readonly columns: string;
  readonly shown: string;
  /** Ends with `r.id`, so that pages neither repeat nor skip. */
  readonly order: string;
}

/** A page of a person's records. Throws NotFound when the person is not the caller's to see. */
export function personPage<T>(db: ScopedDatabase, caller: Caller, list: PersonList, beneficiaryId: string, query: PersonRecordsQuery): Promise<Page<T>> {
  const where = `r.beneficiary_id = $1 and ($2::text is null or r.visit_no = $2) and ${list.shown}`;
  const asked = [beneficiaryId, query.visitNo ?? null];
  return db.asCaller(caller, async (em) => {
    const [, items, [counted]]: [void, T[], [{ total: number }]] = await Promise.all([
      mustSeePerson(em, beneficiaryId),
      em.query(
        `select ${list.columns} from ${list.table} r where ${where} order by ${list.order} limit $3 offset $4`,
        [...asked, query.pageSize, (query.page - 1) * query.pageSize],
      ),
      em.query(`select count(*) as total from ${list.table} r where ${where}`, asked),
    ]);
    return { items, total: counted.total, totalIsExact: true };
  });
}
