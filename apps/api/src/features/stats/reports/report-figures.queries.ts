import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEFINITION_VERSION, LEVEL_COLUMNS } from '../measures.js';
import { lastYear, type Period, previousPeriod } from '../period.js';
import { REPORT_FACTS, type ReportFactSource } from './report-facts.js';
import { REPORT_KINDS, REPORT_LINES } from './report-lines.js';
import type { ReportPeriodKind } from './report-templates.js';
import type { ReportCell, ReportFact, ReportFigures, ReportRow } from './report.dto.js';

interface Counted {
  readonly line: string;
  readonly level: string | null;
  readonly visits: number;
  readonly people: number;
}

/** The lines of the form as a table of their kinds. */
const LINES = `(values ${REPORT_LINES.flatMap(({ key, unit, kinds }) => kinds.map((kind) => `('${key}', '${unit}', '${kind}')`)).join(', ')}) l (line, unit, kind)`;
const LEVEL = `case when e.snap_type = 'vip' then 'VIP' else coalesce(e.snap_level, 'L9') end`;

/** A report is of everybody who is not 机密, whoever makes it: it is read by others. */
@Injectable()
export class ReportFigureQueries {
  async figures(em: EntityManager, kind: ReportPeriodKind, period: Period): Promise<ReportFigures> {
    const [now, before, yearAgo, annual, work, quality] = await Promise.all([
      this.count(em, period), this.count(em, previousPeriod(period)), this.count(em, lastYear(period)),
      kind === 'year' ? this.annual(em, period) : [], this.facts(em, 'work', period), this.facts(em, 'quality', period),
    ]);
    const cell = (rows: readonly Counted[], line: string, column: string): ReportCell => {
      const found = rows.find((row) => row.line === line && row.level === (column === 'all' ? null : column));
      return { column, visits: found?.visits ?? 0, people: found?.people ?? 0 };
    };
    const rows = REPORT_LINES.map(({ key, name }): ReportRow => ({
      key, name, cells: [...LEVEL_COLUMNS, 'all'].map((column) => cell(now, key, column)), previous: cell(before, key, 'all'), lastYear: cell(yearAgo, key, 'all'),
    }));
    return { definitionVersion: DEFINITION_VERSION, rows, annual, work, quality };
  }

  /** The events that a report counts, by kind: kept when it is locked. */
  async eventIds(em: EntityManager, { from, to }: Period): Promise<Record<string, string[]>> {
    const rows: { kind: string; ids: string[] }[] = await em.query(
      `select kind, array_agg(id order by id) as ids from care_event where not confidential and day between $1 and $2 and kind = any ($3) group by kind order by kind`,
      [from, to, REPORT_KINDS],
    );
    return Object.fromEntries(rows.map(({ kind, ids }) => [kind, ids]));
  }

  /** 人次 or 例 and people by line and level. */
  count(em: EntityManager, { from, to }: Period): Promise<Counted[]> {
    return em.query(
      `select l.line, ${LEVEL} as level, sum(case l.unit when 'cases' then e.cases else e.visits end)::integer as visits, (count(distinct e.beneficiary_id))::integer as people
       from care_event e join ${LINES} on l.kind = e.kind
       where not e.confidential and e.day between $1 and $2 group by grouping sets ((l.line, ${LEVEL}), (l.line))`,
      [from, to],
    );
  }

  /** The figures of one section, each counted from the rows that it opens. */
  private async facts(em: EntityManager, section: ReportFactSource['section'], { from, to }: Period): Promise<ReportFact[]> {
    const facts: ReportFact[] = [];
    for (const [key, source] of Object.entries(REPORT_FACTS)) {
      if (source.section !== section) continue;
      const [{ value }]: [{ value: number }] = await em.query(`select (${source.figure})::float8 as value from (${source.rows}) r`, [from, to]);
      facts.push({ key, name: source.name, value, note: source.note });
    }
    return facts;
  }

  private async annual(em: EntityManager, period: Period): Promise<ReportFact[]> {
    const facts = await this.facts(em, 'annual', period);
    const valueOf = (key: string): number => facts.find((fact) => fact.key === key)?.value ?? 0;
    const rate = (name: string, part: string, whole: string): ReportFact => ({
      key: null, name, value: valueOf(whole) ? Math.round((valueOf(part) / valueOf(whole)) * 1_000) / 10 : null, note: '%',
    });
    const diseases: { code: string; name: string; people: number }[] = await em.query(
      `select left(v.main_diagnosis_code, 3) as code, mode() within group (order by v.main_diagnosis) as name, (count(distinct v.beneficiary_id))::integer as people
       from visit v join care_event e on e.fact_table = 'visit' and e.fact_id = v.id and e.kind in ('outpatient', 'emergency', 'discharge')
       where not e.confidential and e.day between $1 and $2 and v.main_diagnosis_code is not null group by 1 order by 3 desc, 1 limit 10`,
      [period.from, period.to],
    );
    return [
      ...facts, rate('体检率', 'examined', 'due'), rate('异常检出率', 'abnormal', 'examined'),
      ...diseases.map(({ code, name, people }, at) => ({ key: `disease-${code}`, name: `主要疾病 ${at + 1}：${name}`, value: people, note: `${code}，去重人数` })),
    ];
  }
}
