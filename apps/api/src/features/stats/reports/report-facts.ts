import type { Permission } from '../../../platform/access/permissions.js';

/** A figure of a report beside its form: what it is made of, and therefore what it opens. */
export interface ReportFactSource {
  readonly section: 'annual' | 'work' | 'quality';
  readonly name: string;
  readonly note: string | null;
  readonly opens: readonly Permission[];
  /** The figure, over `r`: the rows. */
  readonly figure: string;
  /** Of people: one row each, his latest. */
  readonly people?: boolean;
  /** Rows as id, beneficiary_id, at, department (code), what; $1 and $2 are the first and the last day. Never of 机密 people. */
  readonly rows: string;
}

const after = (day: string): string => `(${day}::date + 1)::timestamp at time zone 'Asia/Shanghai'`;
const dayOf = (at: string): string => `(${at} at time zone 'Asia/Shanghai')::date`;
const roster = (at: string, where: string): string =>
  `select b.id, b.id as beneficiary_id, ${at} as at, null::text as department, b.work_unit as what from beneficiary b where not b.confidential and ${where}`;
const TO = '$2::date';
/** The day before the period. */
const BEFORE = '($1::date - 1)';
/** When he left, or it was put on record that he has died. */
const GONE = 'least(b.left_at, b.deceased_at)';
const LEVELS = 'from care_identity i where i.beneficiary_id = b.id';
/**
 * G1: who had a level on a day was looked after then, also before this system was; whoever else is on record counts from the day that he
 * was put on it. Nobody counts who had left or died by then.
 */
const keptOn = (day: string): string => `coalesce(${GONE} >= ${after(day)}, true) and (${dayOf('b.created_at')} <= ${day}
  or exists (select 1 ${LEVELS} and i.valid_from <= ${day} and coalesce(i.valid_until, 'infinity') >= ${day}))`;
const inPeriod = (day: string): string => `${day} between $1 and $2`;
/** When he came: his first level, or his being put on record, in the period. */
const CAME = `(select min(s.day) from (select ${dayOf('b.created_at')} as day union all select i.valid_from ${LEVELS}) s where ${inPeriod('s.day')})`;
/** Came and left again within the period: in both columns, so that the end of one year and 新增 less 减少 make the end of the next. */
const PASSED = `not (${keptOn(BEFORE)}) and not (${keptOn(TO)}) and ${inPeriod(dayOf(GONE))} and ${CAME} <= ${dayOf(GONE)}`;
const midnight = (day: string): string => `${day}::timestamp at time zone 'Asia/Shanghai'`;
const KEPT = `${keptOn(TO)} and $1::date is not null`;
const SINCE = midnight(`least(${dayOf('b.created_at')}, (select min(i.valid_from) ${LEVELS}))`);
const ENDED = `coalesce(${GONE}, (select max(${midnight('(i.valid_until + 1)')}) ${LEVELS} and i.valid_until < ${TO}))`;
const STANDING = '有级别的按级别有效期，其余（特需、未定级）自建档日起，移出、转出、已故的不计';
const EXAMINED = `from care_event e join checkup c on e.fact_table = 'checkup' and c.id = e.fact_id join beneficiary b on b.id = e.beneficiary_id
  where not e.confidential and e.kind = 'checkup' and e.day between $1 and $2 and ${KEPT}`;
const events = (what: string, joins: string, where: string): string =>
  `select e.id, e.beneficiary_id, e.at, e.department_code as department, ${what} as what from care_event e ${joins} where not e.confidential and e.day between $1 and $2 and ${where}`;
/** Facts that the form's own lines are of, and that a department records. */
const COUNTED = `e.kind not in ('transfer', 'endoscopic-surgery', 'checkup-section')`;
const PLACED = `${COUNTED} and e.kind not in ('mission-conference', 'mission-travel', 'mission-other', 'follow-up', 'critical-value')`;
const BEGUN = `m.starts_at >= $1::date::timestamp at time zone 'Asia/Shanghai' and m.starts_at < ${after('$2')}`;
const missions = (what: string, joins: string, where: string, more = ''): string =>
  `select m.id, null::uuid as beneficiary_id, m.starts_at as at, null::text as department, ${what} as what ${more} from mission m ${joins}
   where m.status = 'done' and not exists (select 1 from mission_person o where o.mission_id = m.id and o.confidential) and ${where}`;
const HOURS = `greatest(0, extract(epoch from least(s.ends_at, ${after('$2')}) - greatest(s.starts_at, $1::date::timestamp at time zone 'Asia/Shanghai'))) / 3600`;
const VISITS: readonly Permission[] = ['visit:read'];
const ANY: readonly Permission[] = ['visit:read', 'checkup:read', 'surgery:read', 'exam:view'];
const PEOPLE = 'count(distinct r.beneficiary_id)';
const ROWS = 'count(*)';

const waiting = (where: string): string =>
  `select w.id, null::uuid as beneficiary_id, w.at, null::text as department,
     coalesce((select s.name from source s where s.id = lower(w.source) or s.system = w.source order by s.id limit 1), w.source) || '，患者编号 ' || w.patient || '：' || w.reason as what
   from identities_waiting(${after('$2')}) w where ${where} and $1::date is not null`;

/** By key; the order is the printed one. */
export const REPORT_FACTS: Readonly<Record<string, ReportFactSource>> = {
  kept: { section: 'annual', name: '在册对象数（年末）', note: `年末当日在册：${STANDING}`, opens: ['beneficiary:read'], figure: ROWS, rows: roster(SINCE, KEPT) },
  joined: {
    section: 'annual', name: '本年新增', note: '上年末不在册而本年在册', opens: ['beneficiary:read'], figure: ROWS,
    rows: roster(midnight(CAME), `(not (${keptOn(BEFORE)}) and ${keptOn(TO)} or ${PASSED})`),
  },
  gone: {
    section: 'annual', name: '本年减少', note: '上年末或本年内在册而年末不在册', opens: ['beneficiary:read'], figure: ROWS,
    rows: roster(ENDED, `(${keptOn(BEFORE)} and not (${keptOn(TO)}) or ${PASSED})`),
  },
  due: { section: 'annual', name: '体检应检', note: '年末在册', opens: ['beneficiary:read'], figure: ROWS, rows: roster(SINCE, KEPT) },
  examined: {
    section: 'annual', name: '体检实检', note: '人数', opens: ['checkup:read'], figure: PEOPLE, people: true,
    rows: `select e.id, e.beneficiary_id, e.at, e.department_code as department, c.package_name as what ${EXAMINED}`,
  },
  abnormal: {
    section: 'annual', name: '体检有异常', note: '人数', opens: ['checkup:read'], figure: PEOPLE, people: true,
    rows: `select e.id, e.beneficiary_id, e.at, e.department_code as department, '异常 ' || c.abnormal_count || ' 项' as what ${EXAMINED} and c.abnormal_count > 0`,
  },
  missions: { section: 'work', name: '保健任务', note: '项，任务开始日在本期', opens: ['mission:read'], figure: ROWS, rows: missions('m.title', '', BEGUN) },
  missionStaff: {
    section: 'work', name: '保健任务参与', note: '人次', opens: ['mission:read'], figure: ROWS,
    rows: missions(`m.title || ' · ' || s.staff_name`, 'join mission_staff s on s.mission_id = m.id', BEGUN),
  },
  missionHours: {
    section: 'work', name: '保健任务时长', note: '小时，跨期的按实际落在本期内的部分', opens: ['mission:read'], figure: 'round(coalesce(sum(r.hours), 0), 1)',
    rows: missions(`m.title || ' · ' || s.staff_name || ' · ' || round(${HOURS}, 1) || ' 小时'`, 'join mission_staff s on s.mission_id = m.id', `${HOURS} > 0`, `, ${HOURS} as hours`),
  },
  late: { section: 'quality', name: '迟到数据', note: '发生 3 天后才收到，含首次接入的历史数据', opens: ANY, figure: ROWS, rows: events('e.kind', '', `${COUNTED} and e.recorded_at > e.at + interval '3 days'`) },
  undiagnosed: {
    section: 'quality', name: '缺主要诊断的就诊', note: null, opens: VISITS, figure: ROWS,
    rows: events('e.kind', `join visit v on e.fact_table = 'visit' and v.id = e.fact_id`, `${COUNTED} and v.main_diagnosis is null`),
  },
  unmapped: {
    section: 'quality', name: '科室未映射', note: null, opens: ANY, figure: ROWS,
    rows: events(`coalesce(e.department_code, '无科室')`, 'left join department d on d.code = e.department_code', `${PLACED} and d.code is null`),
  },
  unreceived: {
    section: 'quality', name: '接待漏登', note: '有就诊、体检而当日无接待记录', opens: ['visit:read', 'checkup:read', 'reception:read'], figure: ROWS,
    rows: events('e.kind', '', `e.kind in ('outpatient', 'emergency', 'admission', 'checkup') and not exists (select 1 from reception o
      where o.beneficiary_id = e.beneficiary_id and o.status <> 'cancelled' and (o.origin_id = e.fact_id or ${dayOf('coalesce(o.started_at, o.planned_at)')} = e.day))`),
  },
  unbound: { section: 'quality', name: '未绑定身份', note: '期末待匹配的患者编号，每个计 1', opens: ['match:read'], figure: ROWS, rows: waiting('not w.linked') },
  conflicts: {
    section: 'quality', name: '身份冲突', note: '期末待处理：号码与姓名矛盾、号码属于两人、来源要求合并两人', opens: ['match:read'], figure: ROWS, rows: waiting('w.conflict'),
  },
  backfilled: {
    section: 'quality', name: '补登的接待', note: '开始之后的日期才登记', opens: ['reception:read'], figure: ROWS,
    rows: `select v.id, v.beneficiary_id, v.started_at as at, v.department_code as department, coalesce(k.name, v.kind) as what
      from reception v left join dictionary_item k on k.system = 'RECEPTION_KIND' and k.code = v.kind
      where v.status = 'done' and not v.confidential and ${dayOf('v.started_at')} between $1 and $2 and ${dayOf('v.created_at')} > ${dayOf('v.started_at')}`,
  },
  retaken: {
    section: 'quality', name: '级别更正影响的业务', note: '见级别重算记录', opens: [], figure: 'coalesce(sum(r.events), 0)',
    rows: `select s.id, null::uuid as beneficiary_id, s.at, null::text as department, s.reason || '：' || s.events || ' 条' as what, s.events from snapshot_change s where s.first_day <= $2 and s.last_day >= $1`,
  },
};

/** 主要疾病: whose visits had a main diagnosis of that category; the code is three characters that the report itself wrote. */
export const diseaseRows = (code: string): string =>
  events('v.main_diagnosis', `join visit v on e.fact_table = 'visit' and v.id = e.fact_id`, `e.kind in ('outpatient', 'emergency', 'discharge') and left(v.main_diagnosis_code, 3) = ${code}`);
