import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../../platform/access/caller.js';
import { Conditions } from '../../../../platform/database/conditions.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page } from '../../../../platform/http/page.dto.js';
import type { InboxFilter, InboxQuery, InboxRow } from './inbox.dto.js';

const COLUMNS = `id, received_at as at, source_id as source, stream_id as stream, run_id as "runId", control_id as "controlId", record_count as records,
  outcome, reason, payload is not null as kept`;

/** Envelopes of what was received. The table itself is closed to everybody: its rows are read by the system and told without contents. */
@Injectable()
export class InboxQueries {
  constructor(private readonly db: ScopedDatabase) {}

  async page(caller: Caller, { page, pageSize, ...filter }: InboxQuery): Promise<Page<InboxRow>> {
    const { where, values } = conditionsOf(filter);
    const answer = await this.db.asSystem(`inbox for ${caller.username}`, async (em) => {
      const [items, [{ total }]] = await Promise.all([
        em.query<InboxRow[]>(
          `select ${COLUMNS} from sync_inbox where ${where} order by received_at desc, id desc limit ${pageSize} offset ${(page - 1) * pageSize}`,
          values,
        ),
        em.query<[{ total: number }]>(
          `select count(*)::int as total from (select 1 from sync_inbox where ${where} limit ${EXACT_TOTAL + 1}) counted`,
          values,
        ),
      ]);
      return { items, total: Math.min(total, EXACT_TOTAL), totalIsExact: total <= EXACT_TOTAL };
    });
    return this.db.asCaller(caller, async () => answer);
  }
}

/** Today unless said: days are partitions, and nobody searches months by accident. */
function conditionsOf(filter: InboxFilter): Conditions {
  return new Conditions()
    .and(
      (bind) =>
        `received_at >= coalesce(${bind(filter.from ?? null)}::date, current_date) and received_at < coalesce(${bind(filter.to ?? null)}::date, current_date) + 1`,
    )
    .when(filter.source, (bound) => `source_id = ${bound}`)
    .when(filter.stream, (bound) => `stream_id = ${bound}`)
    .when(filter.outcome, (bound) => `outcome = ${bound}`)
    .when(filter.controlId, (bound) => `control_id = ${bound}`);
}
