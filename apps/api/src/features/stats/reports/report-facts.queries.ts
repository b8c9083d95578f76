import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { type Permission, PERMISSIONS } from '../../../platform/access/permissions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { exportList } from '../../../platform/http/export-list.js';
import type { Page } from '../../../platform/http/page.dto.js';
import { Forbidden, NotFound } from '../../../platform/http/refusal.js';
import { KIND_NAMES, STAT_WORDS } from '../figure-words.js';
import type { ReportDetail } from './report.dto.js';
import { type ReportFactKey, type ReportFactQuery, ReportFactRow } from './report-fact.dto.js';
import { diseaseRows, REPORT_FACTS } from './report-facts.js';
import { templateOf } from './report-templates.js';
import { ReportQueries } from './reports.queries.js';

const DISEASE = 'disease-';

/** A fact of a report that its reader may open. */
interface Asked {
  readonly rows: string;
  readonly values: readonly string[];
  readonly name: string;
  readonly report: ReportDetail;
}

/** What the figures beside a report's form are made of, as it stands today. */
@Injectable()
export class ReportFactQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly reports: ReportQueries,
  ) {}

  /** Throws NotFound for a report or a fact that there is not, Forbidden without the right to such records. */
  async rows(caller: Caller, asked: ReportFactKey, { page, pageSize }: ReportFactQuery): Promise<Page<ReportFactRow>> {
    const { rows, values } = await this.asked(caller, asked);
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [ReportFactRow[], [{ total: number }]] = await Promise.all([
        em.query(`${statementOf(rows)} limit ${pageSize} offset ${(page - 1) * pageSize}`, values),
        em.query(`select count(*)::integer as total from (${rows}) r`, values),
      ]);
      return { items: items.map(worded), total: counted.total, totalIsExact: true };
    });
  }

  /** The same rows as a file. */
  async export(caller: Caller, asked: ReportFactKey): Promise<StreamableFile> {
    const { rows, values, name, report } = await this.asked(caller, asked);
    const { file } = await this.db.asCaller(caller, (em) =>
      exportList(em, {
        row: ReportFactRow, caller, title: `工作报告明细_${name}`, period: [report.from, report.to], words: STAT_WORDS,
        filters: `${report.period} ${templateOf(report.kind).name}：${name}；统计区间：${report.from} 至 ${report.to}；不含机密对象`,
        statement: statementOf(rows), values: [...values], finish: (found) => worded(found as ReportFactRow),
      }),
    );
    return file;
  }

  private async asked(caller: Caller, { id, fact }: ReportFactKey): Promise<Asked> {
    const report = await this.reports.one(caller, id);
    const { sql, values, people, opens, name } = sourceOf(fact, report);
    for (const needed of opens) if (!caller.permissions.has(needed)) throw new Forbidden(PERMISSIONS[needed]);
    return { rows: people ? `select distinct on (r.beneficiary_id) r.* from (${sql}) r order by r.beneficiary_id, r.at desc` : sql, values, name, report };
  }
}

const statementOf = (rows: string): string =>
  `select r.id, r.beneficiary_id as "beneficiaryId", b.name, b.care_level as "careLevel", r.at, coalesce(d.name, r.department) as "departmentName", r.what
   from (${rows}) r left join beneficiary b on b.id = r.beneficiary_id left join department d on d.code = r.department
   order by r.at desc, r.id, r.what`;

const worded = (row: ReportFactRow): ReportFactRow => ({ ...row, what: KIND_NAMES[row.what ?? ''] ?? row.what });

interface Source {
  readonly sql: string;
  readonly values: readonly string[];
  readonly people: boolean;
  readonly opens: readonly Permission[];
  readonly name: string;
}

function sourceOf(key: string, { from, to, figures }: ReportDetail): Source {
  const period = [from, to];
  if (key.startsWith(DISEASE)) {
    const name = figures.annual.find((fact) => fact.key === key)?.name ?? '主要疾病';
    return { sql: diseaseRows('$3'), values: [...period, key.slice(DISEASE.length)], people: true, opens: ['visit:read', 'diagnosis:read'], name: name.replace('：', '_') };
  }
  const source = Object.hasOwn(REPORT_FACTS, key) ? REPORT_FACTS[key] : undefined;
  if (!source) throw new NotFound('统计指标');
  return { sql: source.rows, values: period, people: source.people ?? false, opens: source.opens, name: source.name };
}
