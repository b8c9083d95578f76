import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { checkPeriod } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import { Parameters } from '../settings/parameters.port.js';
import { makeRoom } from './figure-room.js';
import { peopleOfDeeds, STAFF_DRILL_WORDS, staffDrillSentence, staffDrillStatement } from './staff-reception-drill.js';
import { type StaffDimension, type StaffDrillPage, type StaffDrillQuery, StaffDrillRow, type StaffReceptionQuery, type StaffReceptionReport, type StaffReceptionRow } from './staff-reception.dto.js';

const FIXED: readonly StaffDimension[] = [
  { code: 'L1', name: '一级', additive: true }, { code: 'L2', name: '二级', additive: true }, { code: 'L3', name: '三级', additive: true },
  { code: 'L9', name: '未定级', additive: true }, { code: 'VIP', name: '特需', additive: true }, { code: 'KEY_CARE', name: '重要保健', additive: false },
  { code: 'PE', name: '体检工作', additive: false }, { code: 'MISSION', name: '保健任务', additive: true },
];
/** Stands for how many took part in a reception: they are counted only where it is shared out among them. */
const SHARERS = '/* sharers */ 1';
const moment = (day: string): string => `${day}::date::timestamp at time zone 'Asia/Shanghai'`;
const inPeriod = (at: string): string => `${at} >= ${moment('$1')} and ${at} < ${moment('($2::date + 1)')}`;
/**
 * Every finished reception and mission of the period by everybody who took part, and what was entered of check-ups as a number; a mission of two periods counts where it
 * begins, with its hours of each. Both tables of receptions are read by the times of the period alone.
 */
const WORK = `
  select 'reception' as what, r.id, r.beneficiary_id, s.staff_no, s.staff_name, s.department_code, r.kind, r.started_at,
    case when r.snap_type = 'vip' then 'VIP' else coalesce(r.snap_level, 'L9') end as level, r.key_care or r.snap_key_care as key_care, r.dimensions,
    r.ended_at - r.started_at as took, ${SHARERS} as sharers, true as begins, 1 as heads
  from (select id, beneficiary_id, kind, started_at, ended_at, snap_type, snap_level, key_care, snap_key_care, dimensions
      from reception where status = 'done' and ${inPeriod('started_at')} offset 0) r
    join (select reception_id, staff_no, staff_name, department_code from reception_staff where ${inPeriod('counted_at')} offset 0) s on s.reception_id = r.id
  union all
  select 'mission', m.id, null, s.staff_no, s.staff_name, s.department_code, m.kind, m.starts_at, null, false, '{}',
    greatest(interval '0', least(s.ends_at, ${moment('($2::date + 1)')}) - greatest(s.starts_at, ${moment('$1')})), 1, ${inPeriod('m.starts_at')}, 1
  from mission m join mission_staff s on s.mission_id = m.id
  where m.status = 'done' and m.starts_at < ${moment('($2::date + 1)')} and m.ends_at > ${moment('$1')}
  union all
  select 'duty', l.id, null, l.staff_no, l.staff_name, l.department_code, l.kind, l.started_at, null, false, '{}',
    l.ended_at - l.started_at, 1, true, l.head_count
  from duty_log l where l.status = 'kept' and ${inPeriod('l.started_at')}`;
/** What doctors saw in their clinics, as the hospital's system has it, where no reception of that visit by them is on record. */
const CLINICS = `
  union all
  select 'visit', e.fact_id, e.beneficiary_id, e.doctor_code, coalesce(e.doctor_name, e.doctor_code), e.department_code, e.kind, e.at,
    case when e.snap_type = 'vip' then 'VIP' else coalesce(e.snap_level, 'L9') end, e.snap_key_care, '{}', interval '0', 1, true, 1
  from care_event e
  where e.kind in ('outpatient', 'emergency') and e.visits > 0 and e.doctor_code is not null and e.day between $1::date and $2::date
    and not exists (select 1 from reception r join reception_staff s on s.reception_id = r.id
      where r.origin_id = e.fact_id and r.status = 'done' and s.staff_no = e.doctor_code)`;
/** Receptions at a check-up, and what was entered of a check-up as a number. */
export const CHECKUPS = `w.kind = 'PE' and w.what in ('reception', 'duty')`;
/** Which rows a column counts; $4 is its code. */
const IN_COLUMN = `case $4::text when '' then true when 'KEY_CARE' then w.key_care when 'PE' then ${CHECKUPS}
  when 'MISSION' then w.what = 'mission' else w.level = $4 or $4 = any (w.dimensions) end`;

interface Counted extends Omit<StaffReceptionRow, 'counts' | 'departmentName' | 'position'> {
  readonly counts: Record<string, number>;
}

/** 医护接待量: who of the staff looked after how many, by the columns of the house. Figures and rows are made from the same work. */
@Injectable()
export class StaffReceptionQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly parameters: Parameters,
  ) {}

  async report(caller: Caller, query: StaffReceptionQuery): Promise<StaffReceptionReport> {
    checkPeriod(query.from, query.to, 'to');
    const sharing = this.parameters.value('reception.sharing');
    const onlyOwn = !caller.permissions.has('stats:staff');
    const [share, whole] = sharing === 'split' ? ['1.0 / w.sharers', '1.0'] : ['1', '1'];
    const columns = `jsonb_strip_nulls(jsonb_build_object(${FIXED.map(({ code }) => `'${code}', nullif(${sumOf(code)}, 0)`).join(', ')}))`;
    const where = `($3::text is null or w.department_code = $3) and ($4::text is null or w.staff_no = $4)`;
    const values = [query.from, query.to, query.departmentCode ?? null, onlyOwn ? (caller.staffNo ?? '') : null];
    return this.db.asCaller(caller, async (em) => {
      await makeRoom(em, caller);
      const extra: StaffDimension[] = (
        (await em.query(`select code, name from dictionary_item where system = 'RECEPTION_DIMENSION' and active order by sort, code`)) as { code: string; name: string }[]
      ).map((one) => ({ ...one, additive: false }));
      // One pass for each of the staff by his department of then, one for everybody with each deed once.
      const found: (Counted & { sumRow: boolean })[] = await em.query(
        `with work as materialized (select w.*, ${share} as part from (${this.work(sharing === 'split')}) w where ${where}),
         deeds as materialized (select distinct what, id, kind, level, key_care, dimensions, begins, heads, ${whole} as part from work),
         met as materialized (select staff_no, department_code, beneficiary_id from work where beneficiary_id is not null
           union select w.staff_no, w.department_code, p.beneficiary_id from work w join mission_person p on p.mission_id = w.id where w.what = 'mission' and w.begins),
         each as (select w.staff_no, w.department_code, max(w.staff_name) as name, ${columns} as counts, ${TOTAL}, sum(w.took) as took from work w group by 1, 2),
         added as (${dimensionSums('work', ['staff_no', 'department_code'])}),
         served as (select staff_no, department_code, count(*)::int as people from met group by 1, 2)
         select false as "sumRow", e.staff_no as "staffNo", e.name, e.department_code as "departmentCode", e.counts || coalesce(a.counts, '{}') as counts, e.total,
           coalesce(s.people, 0) as people, ${HOURS('e.took')} as hours
         from each e left join added a on ${SAME('a')} left join served s on ${SAME('s')}
         union all
         select true, null, null, null, ${columns} || coalesce((select counts from (${dimensionSums('deeds', [])}) d), '{}'), ${TOTAL},
           (select count(*)::int from (select distinct beneficiary_id from met) p), (select ${HOURS('sum(took)')} from each) from deeds w
         order by "departmentCode" nulls last, total desc, "staffNo"`,
        values,
      );
      const told = found.map(({ sumRow, ...row }) => ({ sumRow, row }));
      const [rows, sums] = [false, true].map((sum) => told.filter(({ sumRow }) => sumRow === sum).map(({ row }) => row)) as [Counted[], Counted[]];
      const names: { staffNo: string; name: string; departmentCode: string | null; departmentName: string | null; position: string | null }[] = await em.query(
        `select s.staff_no as "staffNo", s.name, s.department_code as "departmentCode", d.name as "departmentName", s.position
         from staff s left join department d on d.code = s.department_code
         where s.staff_no = any ($3) or s.active and s.deleted_at is null and ($1::text is null or s.department_code = $1) and ($2::text is null or s.staff_no = $2) order by s.department_code, s.staff_no`,
        [query.departmentCode ?? null, onlyOwn ? (caller.staffNo ?? '') : null, rows.map(({ staffNo }) => staffNo)],
      );
      const departments: { code: string; name: string }[] = await em.query('select code, name from department');
      const nameOf = new Map(departments.map(({ code, name }) => [code, name]));
      const positionOf = new Map(names.map(({ staffNo, position }) => [staffNo, position]));
      const listed = rows.map((row) => ({ ...row, departmentName: nameOf.get(row.departmentCode ?? '') ?? null, position: positionOf.get(row.staffNo ?? '') ?? null }));
      const known = new Set(rows.map(({ staffNo }) => staffNo));
      const without = query.withoutRecords ? names.filter(({ staffNo }) => !known.has(staffNo)).map((one) => ({ ...one, ...NOTHING })) : [];
      const sum = { ...(sums[0] ?? NOTHING), staffNo: null, name: '合计（按接待单去重）', departmentCode: null, departmentName: null, position: null };
      return { from: query.from, to: query.to, sharing, withVisits: Boolean(this.parameters.value('stats.staffVisits')), onlyOwn, columns: [...FIXED, ...extra], rows: [...listed, ...without, sum] };
    });
  }

  /** $1 and $2 are the first and the last day. */
  work(split = false): string {
    const work = WORK.replace(SHARERS, split ? 'count(*) over (partition by r.id)' : '1');
    return this.parameters.value('stats.staffVisits') ? `${work}${CLINICS}` : work;
  }

  /** The rows behind a figure, each once. */
  drill(caller: Caller, query: StaffDrillQuery): Promise<StaffDrillPage> {
    const { found, statement, values } = this.drilled(caller, query);
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [StaffDrillRow[], [{ total: number; visits: number }]] = await Promise.all([
        em.query(`${statement} limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`, values),
        em.query(`select count(*)::integer as total, coalesce(sum(w.heads), 0)::integer as visits from (${found}) w`, values),
      ]);
      return { items, ...counted, totalIsExact: true };
    });
  }

  /** The same rows as a file. */
  async exportDrill(caller: Caller, query: StaffDrillQuery): Promise<StreamableFile> {
    const { statement, values } = this.drilled(caller, query);
    const { file } = await this.db.asCaller(caller, (em) =>
      exportList(em, {
        row: StaffDrillRow, caller, title: '医护接待量明细', period: [query.from, query.to], words: STAFF_DRILL_WORDS, filters: staffDrillSentence(query),
        statement, values, finish: (one) => one as StaffDrillRow,
      }),
    );
    return file;
  }

  private drilled(caller: Caller, query: StaffDrillQuery): { found: string; statement: string; values: unknown[] } {
    checkPeriod(query.from, query.to, 'to');
    const own = caller.permissions.has('stats:staff') ? (query.staffNo ?? null) : (caller.staffNo ?? '');
    const deeds = `select distinct on (w.what, w.id) w.* from (${this.work()}) w
      where w.begins and ($3::text is null or w.department_code = $3) and ($5::text is null or w.staff_no = $5) and ${IN_COLUMN}`;
    const found = query.unit === 'people' ? peopleOfDeeds(deeds) : deeds;
    return { found, statement: staffDrillStatement(found), values: [query.from, query.to, query.departmentCode ?? null, query.column ?? '', own] };
  }
}

const NOTHING = { counts: {}, total: 0, people: 0, hours: 0 };

/** The sum of a fixed column: rows, but of what was entered as a number that number. */
function sumOf(code: string): string {
  const fits: Readonly<Record<string, string>> = { KEY_CARE: 'w.key_care', PE: CHECKUPS, MISSION: `w.what = 'mission'` };
  const counted = code === 'PE' ? `case w.what when 'duty' then w.heads else w.part end` : 'w.part';
  return `sum(${counted}) filter (where w.begins and (${fits[code] ?? `w.level = '${code}'`}))`;
}

const TOTAL = 'coalesce(sum(w.part) filter (where w.begins), 0)::float8 as total';
const HOURS = (took: string): string => `coalesce(round(extract(epoch from ${took}) / 3600, 1), 0)::float8`;
const SAME = (other: string): string => `${other}.staff_no = e.staff_no and ${other}.department_code is not distinct from e.department_code`;

/** Sums of the columns that the dictionary adds, as an object for each group; of no group at all, one object. */
function dimensionSums(from: string, by: readonly string[]): string {
  const groups = by.map((name) => `${name}, `).join('');
  return `select ${groups}jsonb_object_agg(code, n) as counts from (
      select ${groups}d.code, sum(w.part) as n from ${from} w cross join lateral unnest(w.dimensions) as d (code)
      where w.begins and cardinality(w.dimensions) > 0 group by ${groups}d.code) g ${by.length ? `group by ${by.join(', ')}` : ''}`;
}
