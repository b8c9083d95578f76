import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addPeriod, checkPeriod } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Page } from '../../platform/http/page.dto.js';
import { NotFound } from '../../platform/http/refusal.js';
import { OperationWords } from '../audit/operation-words.port.js';
import type { OpeningQuery, OpeningRead, OpeningRow } from './opening.dto.js';

const ROWS = 'confidential_opening o join app_user u on u.id = o.user_id left join department d on d.code = u.department_code';

/** 机密访问记录: who opened whom, of the people within the reach of the reader's own clearance. */
@Injectable()
export class OpeningQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly words: OperationWords,
  ) {}

  list(caller: Caller, query: OpeningQuery): Promise<Page<OpeningRow>> {
    checkPeriod(query.from, query.until, 'until');
    const conditions = new Conditions()
      .and((bind) => `o.beneficiary_id in (select clearable_people(${bind(caller.userId)}))`)
      .when(query.keyword, (text) => `(strpos(u.username, lower(${text})) > 0 or strpos(u.name, ${text}) > 0 or strpos(u.staff_no, ${text}) > 0)`)
      .when(query.kind, (kinds) => `o.kind = any (${kinds}::text[])`)
      .when(query.review, (states) => `o.review_state = any (${states}::text[])`);
    addPeriod(conditions, 'o.opened_at', [query.from, query.until]);
    const { where, values } = conditions;
    const page = `limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`;
    return this.db.asLister(caller, async (em) => {
      const [items, [counted]]: [OpeningRow[], [{ total: number }]] = await Promise.all([
        em.query(
          `select o.id, o.beneficiary_id as "beneficiaryId", coalesce(b.alias_name, '机密对象') as "shownAs", b.roster_no as "rosterNo", u.name as "userName",
             u.username, d.name as "departmentName", o.kind, o.reason, o.opened_at as "openedAt", o.valid_until as "validUntil", o.ended_at as "endedAt",
             opening_reads(o.id) as reads, o.review_state as "reviewState", r.name as "reviewedByName", o.reviewed_at as "reviewedAt",
             o.review_note as "reviewNote", o.review_state = 'open' and o.user_id <> $1 is true as "mayReview"
           from ${ROWS} join beneficiary b on b.id = o.beneficiary_id left join app_user r on r.id = o.reviewed_by
           where ${where} order by o.review_state = 'open' desc nulls last, o.opened_at desc, o.id ${page}`,
          values,
        ),
        em.query(`select count(*)::int as total from ${ROWS} where ${where}`, values),
      ]);
      return { items: items.map((row) => ({ ...row, mayReview: row.mayReview ?? false })), total: counted.total, totalIsExact: true };
    });
  }

  /** What was done in one opening, from the access trail. */
  reads(caller: Caller, id: string): Promise<OpeningRead[]> {
    return this.db.asCaller(caller, async (em) => {
      const [seen]: unknown[] = await em.query(
        'select 1 from confidential_opening where id = $1 and beneficiary_id in (select clearable_people($2))', [id, caller.userId],
      );
      if (!seen) throw new NotFound('打开记录');
      const rows: Omit<OpeningRead, 'operationName'>[] = await em.query('select at, operation, action, outcome from opening_trail($1) order by at limit 500', [id]);
      return rows.map((row) => ({ ...row, operationName: this.words.of(row.operation) }));
    });
  }
}
