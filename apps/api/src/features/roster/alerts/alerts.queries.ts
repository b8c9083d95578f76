import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { Conditions } from '../../../platform/database/conditions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page } from '../../../platform/http/page.dto.js';
import { Conflict, NotFound } from '../../../platform/http/refusal.js';
import type { AlertHandling, AlertQuery, AlertRow } from './alert.dto.js';

/** Alerts of the people whom the caller sees. */
@Injectable()
export class Alerts {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, { status, kind, beneficiaryId, sort, page, pageSize }: AlertQuery): Promise<Page<AlertRow>> {
    const { where, values } = new Conditions()
      .when(status ? [status] : ['open', 'acknowledged'], (bound) => `a.status = any (${bound}::text[])`)
      .when(kind, (bound) => `a.kind = ${bound}`)
      .when(beneficiaryId, (bound) => `a.beneficiary_id = ${bound}::uuid`);
    const direction = sort === 'at' ? 'asc' : 'desc';
    return this.db.asCaller(caller, async (em) => {
      const [items, [{ total }]]: [AlertRow[], [{ total: number }]] = await Promise.all([
        em.query(
          `select a.id, a.beneficiary_id as "beneficiaryId", b.name, a.kind, a.at, a.rule, a.value, a.status, a.handled_by as "handledBy",
             a.handled_at as "handledAt", a.note
           from person_alert a join beneficiary b on b.id = a.beneficiary_id where ${where}
           order by a.at ${direction}, a.id limit ${Number(pageSize)} offset ${Number((page - 1) * pageSize)}`,
          values,
        ),
        em.query(`select count(*) as total from (select 1 from person_alert a where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      return { items, total: Math.min(total, EXACT_TOTAL), totalIsExact: total <= EXACT_TOTAL };
    });
  }

  async handle(caller: Caller, id: string, { status, note }: AlertHandling): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const [alert]: { status: string }[] = await em.query('select status from person_alert where id = $1 for update', [id]);
      if (!alert) throw new NotFound('提醒');
      if (alert.status === 'closed' || alert.status === status) throw new Conflict('CHANGED_MEANWHILE', '该提醒已由其他人处理，请刷新后查看。');
      await em.query(
        `update person_alert set status = $2, handled_by = $3, handled_at = now(), note = coalesce($4, note) where id = $1`,
        [id, status, caller.username, note ?? null],
      );
    });
  }
}
