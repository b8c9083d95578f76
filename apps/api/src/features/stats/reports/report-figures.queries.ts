import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEFINITION_VERSION, LEVEL_COLUMNS } from '../measures.js';
import { lastYear, type Period, previousPeriod } from '../period.js';
import { REPORT_KINDS, REPORT_LINES } from './report-lines.js';
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
  async figures(em: EntityManager, kind: 'month' | 'year', period: Period): Promise<ReportFigures> {
    const [now, before, yearAgo, annual, quality] = await Promise.all([
      this.count(em, period), this.count(em, previousPeriod(period)), this.count(em, lastYear(period)),
      kind === 'year' ? this.annual(em, period) : [], this.quality(em, period),
    ]);
    const cell = (rows: readonly Counted[], line: string, column: string): ReportCell => {
      const found = rows.find((row) => row.line === line && row.level === (column === 'all' ? null : column));
      return { column, visits: found?.visits ?? 0, people: found?.people ?? 0 };
    };
    const rows = REPORT_LINES.map(({ key, name }): ReportRow => ({
      key, name, cells: [...LEVEL_COLUMNS, 'all'].map((column) => cell(now, key, column)), previous: cell(before, key, 'all'), lastYear: cell(yearAgo, key, 'all'),
    }));
    return { definitionVersion: DEFINITION_VERSION, rows, annual, quality };
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

  private async annual(em: EntityManager, { from, to }: Period): Promise<ReportFact[]> {
    const [roster]: [Record<'active' | 'joined' | 'gone' | 'due' | 'examined', number>] = await em.query(
      `with people as (select id, status, left_at, created_at from beneficiary where not confidential),
         kept as (select id from people where created_at < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai'
           and (left_at is null or left_at >= ($2::date + 1)::timestamp at time zone 'Asia/Shanghai'))
       select (select count(*) from kept)::integer as active,
         (select count(*) from people where (created_at at time zone 'Asia/Shanghai')::date between $1 and $2)::integer as joined,
         (select count(*) from people where (left_at at time zone 'Asia/Shanghai')::date between $1 and $2)::integer as gone,
         (select count(*) from kept)::integer as due,
         (select count(distinct e.beneficiary_id) from care_event e join kept on kept.id = e.beneficiary_id where e.kind = 'checkup' and e.day between $1 and $2)::integer as examined`,
      [from, to],
    );
    const diseases: { code: string; name: string; people: number }[] = await em.query(
      `select left(v.main_diagnosis_code, 3) as code, mode() within group (order by v.main_diagnosis) as name, (count(distinct v.beneficiary_id))::integer as people
       from visit v join care_event e on e.fact_table = 'visit' and e.fact_id = v.id and e.kind in ('outpatient', 'emergency', 'discharge')
       where not e.confidential and e.day between $1 and $2 and v.main_diagnosis_code is not null group by 1 order by 3 desc, 1 limit 10`,
      [from, to],
    );
    const rate = roster.due ? Math.round((roster.examined / roster.due) * 1_000) / 10 : null;
    return [
      { name: '在册对象数（年末）', value: roster.active, note: null }, { name: '本年新增', value: roster.joined, note: null }, { name: '本年减少', value: roster.gone, note: null },
      { name: '体检应检', value: roster.due, note: '年末在管' }, { name: '体检实检', value: roster.examined, note: '人数' }, { name: '体检率', value: rate, note: '%' },
      ...diseases.map(({ code, name, people }, at) => ({ name: `主要疾病 ${at + 1}：${name}`, value: people, note: `${code}，去重人数` })),
    ];
  }

  private async quality(em: EntityManager, { from, to }: Period): Promise<ReportFact[]> {
    const [found]: [Record<'late' | 'undiagnosed' | 'unmapped' | 'retaken', number>] = await em.query(
      `select count(*) filter (where e.recorded_at > e.at + interval '3 days')::integer as late,
         count(*) filter (where e.fact_table = 'visit' and v.main_diagnosis is null and v.id is not null)::integer as undiagnosed,
         count(*) filter (where e.department_code is null or d.code is null)::integer as unmapped,
         (select coalesce(sum(events), 0) from snapshot_change s where s.first_day <= $2 and s.last_day >= $1)::integer as retaken
       from care_event e left join visit v on e.fact_table = 'visit' and v.id = e.fact_id left join department d on d.code = e.department_code
       where not e.confidential and e.day between $1 and $2 and e.kind = any ($3)`,
      [from, to, REPORT_KINDS],
    );
    return [
      { name: '迟到数据', value: found.late, note: '发生 3 天后才收到，含首次接入的历史数据' }, { name: '缺主要诊断的就诊', value: found.undiagnosed, note: null },
      { name: '科室未映射', value: found.unmapped, note: null }, { name: '级别更正影响的业务', value: found.retaken, note: '见级别重算记录' },
    ];
  }
}
