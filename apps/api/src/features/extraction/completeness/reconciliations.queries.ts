import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { Conditions } from '../../../platform/database/conditions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page } from '../../../platform/http/page.dto.js';
import { NotFound } from '../../../platform/http/refusal.js';
import { dayName, dayOf } from './day-sums.js';
import type {
  DayQuery, DayState, DifferenceQuery, DifferenceRow, ReconciliationDayRow, ReconciliationDetail, ReconciliationQuery, ReconciliationRow,
} from './reconciliation.dto.js';

const COLUMNS = `id, source_id as source, stream_id as stream, from_day as "fromDay", to_day as "toDay", started_at as "startedAt", finished_at as "finishedAt",
  outcome, theirs, ours, differing_days as "differingDays", missing, older, gone, message, requested_by as "requestedBy", repull_run_id as "repullRunId"`;
const DAY_COLUMNS = `d.day, d.theirs, d.ours, d.theirs_hash = d.ours_hash and d.theirs = d.ours as equal, d.missing, d.older, d.gone, d.ahead`;

/** Days that are shown unless asked otherwise. */
const DAYS_SHOWN = 14;

@Injectable()
export class ReconciliationQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  page(caller: Caller, { page, pageSize, source, stream, outcome }: ReconciliationQuery): Promise<Page<ReconciliationRow>> {
    const { where, values } = new Conditions()
      .when(source, (bound) => `source_id = ${bound}`)
      .when(stream, (bound) => `stream_id = ${bound}`)
      .when(outcome, (bound) => `outcome = ${bound}`);
    return this.db.asCaller(caller, async (em) => {
      const [items, [{ total }]] = await Promise.all([
        em.query<ReconciliationRow[]>(
          `select ${COLUMNS} from reconciliation_run where ${where} order by started_at desc, id desc limit ${pageSize} offset ${(page - 1) * pageSize}`, values,
        ),
        em.query<[{ total: number }]>(`select count(*)::int as total from (select 1 from reconciliation_run where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      return { items, total: Math.min(total, EXACT_TOTAL), totalIsExact: total <= EXACT_TOTAL };
    });
  }

  one(caller: Caller, id: number): Promise<ReconciliationDetail> {
    return this.db.asCaller(caller, async (em) => {
      const [[row], days]: [ReconciliationRow[], ReconciliationDayRow[]] = await Promise.all([
        em.query(`select ${COLUMNS} from reconciliation_run where id = $1`, [id]),
        em.query(`select ${DAY_COLUMNS} from reconciliation_day d where run_id = $1 order by day`, [id]),
      ]);
      if (!row) throw new NotFound('对账记录');
      return { ...row, days };
    });
  }

  /** The newest finished word on each data set and day. */
  days(caller: Caller, { source, from, to }: DayQuery): Promise<DayState[]> {
    const { where, values } = new Conditions()
      .always(`r.outcome = 'done'`)
      .when(source, (bound) => `r.source_id = ${bound}`)
      .when(from ?? dayName(dayOf(Date.now()) - DAYS_SHOWN), (bound) => `d.day >= ${bound}::date`)
      .when(to, (bound) => `d.day <= ${bound}::date`);
    return this.db.asCaller(caller, (em) =>
      em.query(
        `select distinct on (r.source_id, r.stream_id, d.day) r.source_id as source, r.stream_id as stream, r.finished_at as at, r.id as "reconciliationId", ${DAY_COLUMNS}
         from reconciliation_day d join reconciliation_run r on r.id = d.run_id where ${where}
         order by r.source_id, r.stream_id, d.day, r.id desc`,
        values,
      ),
    );
  }

  differences(caller: Caller, id: number, { page, pageSize, kind }: DifferenceQuery): Promise<Page<DifferenceRow>> {
    const { where, values } = new Conditions().when(id, (bound) => `run_id = ${bound}`).when(kind, (bound) => `kind = ${bound}`);
    return this.db.asCaller(caller, async (em) => {
      const [rows, [{ total }]] = await Promise.all([
        em.query<{ day: string; kind: string; cipher: string }[]>(
          `select day, kind, key_cipher as cipher from reconciliation_difference where ${where} order by position limit ${pageSize} offset ${(page - 1) * pageSize}`, values,
        ),
        em.query<[{ total: number }]>(`select count(*)::int as total from reconciliation_difference where ${where}`, values),
      ]);
      return { items: rows.map(({ cipher, ...row }) => ({ ...row, key: this.cipher.open(cipher) })), total, totalIsExact: true };
    });
  }
}
