import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { type Permission, PERMISSIONS } from '../../../platform/access/permissions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import type { Page } from '../../../platform/http/page.dto.js';
import { Forbidden, NotFound } from '../../../platform/http/refusal.js';
import { KIND_NAMES } from '../figure-words.js';
import type { ReportFactKey, ReportFactQuery, ReportFactRow } from './report-fact.dto.js';
import { diseaseRows, REPORT_FACTS } from './report-facts.js';
import { ReportQueries } from './reports.queries.js';

const DISEASE = 'disease-';

/** What the figures beside a report's form are made of, as it stands today. */
@Injectable()
export class ReportFactQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly reports: ReportQueries,
  ) {}

  /** Throws NotFound for a report or a fact that there is not, Forbidden without the right to such records. */
  async rows(caller: Caller, { id, fact }: ReportFactKey, { page, pageSize }: ReportFactQuery): Promise<Page<ReportFactRow>> {
    const { from, to } = await this.reports.one(caller, id);
    const { sql, values, people, opens } = sourceOf(fact, [from, to]);
    for (const needed of opens) if (!caller.permissions.has(needed)) throw new Forbidden(PERMISSIONS[needed]);
    const rows = people ? `select distinct on (r.beneficiary_id) r.* from (${sql}) r order by r.beneficiary_id, r.at desc` : sql;
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [ReportFactRow[], [{ total: number }]] = await Promise.all([
        em.query(
          `select r.id, r.beneficiary_id as "beneficiaryId", b.name, b.care_level as "careLevel", r.at, coalesce(d.name, r.department) as "departmentName", r.what
           from (${rows}) r left join beneficiary b on b.id = r.beneficiary_id left join department d on d.code = r.department
           order by r.at desc, r.id, r.what limit ${pageSize} offset ${(page - 1) * pageSize}`,
          values,
        ),
        em.query(`select count(*)::integer as total from (${rows}) r`, values),
      ]);
      return { items: items.map((row) => ({ ...row, what: KIND_NAMES[row.what ?? ''] ?? row.what })), total: counted.total, totalIsExact: true };
    });
  }
}

function sourceOf(key: string, period: readonly string[]): { sql: string; values: readonly string[]; people: boolean; opens: readonly Permission[] } {
  if (key.startsWith(DISEASE)) return { sql: diseaseRows('$3'), values: [...period, key.slice(DISEASE.length)], people: true, opens: ['visit:read', 'diagnosis:read'] };
  const source = Object.hasOwn(REPORT_FACTS, key) ? REPORT_FACTS[key] : undefined;
  if (!source) throw new NotFound('统计指标');
  return { sql: source.rows, values: period, people: source.people ?? false, opens: source.opens };
}
