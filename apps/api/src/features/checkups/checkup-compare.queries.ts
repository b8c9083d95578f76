import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import type { CheckupCompare, ComparedCheckup } from './checkup-compare.dto.js';
import { compareItems, type StoredItem } from './checkup-compare.js';

/** The last check-ups of a person, item by item. */
@Injectable()
export class CheckupCompareQueries {
  constructor(private readonly db: ScopedDatabase) {}

  /** `until`: the last ones up to this check-up, none after it. */
  async ofPerson(caller: Caller, beneficiaryId: string, last: number, until: string | null = null): Promise<CheckupCompare> {
    return this.db.asCaller(caller, async (em) => {
      await mustSeePerson(em, beneficiaryId);
      const items: ComparedCheckup[] = await em.query(
        `select id, extract(year from checkup_date)::int as year, checkup_date as "checkupDate", checkup_no as "checkupNo", status, revision
         from checkup v where beneficiary_id = $1 and deleted_at is null and status not in ('booked', 'cancelled')
           and ($3::uuid is null or (checkup_date, id) <= (select u.checkup_date, u.id from checkup u where u.id = $3))
         order by checkup_date desc, id desc limit $2`,
        [beneficiaryId, last, until],
      );
      const stored: StoredItem[] = await em.query(
        `select checkup_id as "checkupId", identity_code as code, item_name as name, unit, state, value_text as text, value_number as number, flag,
           range_text as range
         from checkup_item where checkup_id = any ($1) order by section_no nulls last, line_no, item_no`,
        [items.map(({ id }) => id)],
      );
      return { items, rows: compareItems(items, stored) };
    });
  }
}
