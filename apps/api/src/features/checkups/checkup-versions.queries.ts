import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { NotFound } from '../../platform/http/refusal.js';
import type { CheckupVersionRow, CheckupVersions } from './checkup.dto.js';

/** Items and their words as one text, so that two issues can be held against each other. */
const VALUE = `coalesce(nullif(concat_ws(' ', i.value_text, i.unit), ''), case i.state when 'refused' then '拒检' when 'missed' then '未检' end)`;

/** Issues of a report that were corrected since; kept in the history of the facts. */
@Injectable()
export class CheckupVersionQueries {
  constructor(private readonly db: ScopedDatabase) {}

  /** Throws NotFound for what does not exist or is not the caller's to see. */
  of(caller: Caller, id: string): Promise<CheckupVersions> {
    return this.db.asCaller(caller, async (em) => {
      const [[found], versions]: [{ beneficiaryId: string }[], CheckupVersionRow[]] = await Promise.all([
        em.query('select beneficiary_id as "beneficiaryId" from checkup where id = $1 and deleted_at is null', [id]),
        em.query(
          `select h.revision, h.recorded_from as "from", h.recorded_to as "until", h.conclusion, h.advice,
             coalesce((select jsonb_agg(jsonb_build_object('name', coalesce(old.name, new.name), 'before', old.value, 'now', new.value) order by coalesce(old.name, new.name))
               from (select i.item_no, i.item_name as name, ${VALUE} as value from checkup_item_history i
                 where i.beneficiary_id = h.beneficiary_id and i.checkup_id = h.id and i.recorded_from <= h.recorded_from and i.recorded_to > h.recorded_from) old
               full join (select i.item_no, i.item_name as name, ${VALUE} as value from checkup_item i where i.checkup_id = h.id) new using (item_no)
               where old.value is distinct from new.value), '[]') as changes
           from checkup v join checkup_history h on h.beneficiary_id = v.beneficiary_id and h.id = v.id
           where v.id = $1 and h.deleted_at is null and h.status in ('summarized', 'issued')
           order by h.recorded_to desc`,
          [id],
        ),
      ]);
      if (!found) throw new NotFound('体检记录');
      return { id, ...found, versions };
    });
  }
}
