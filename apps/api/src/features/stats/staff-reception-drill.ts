import { STAT_WORDS } from './figure-words.js';
import type { StaffDrillQuery } from './staff-reception.dto.js';

export const STAFF_DRILL_WORDS = {
  what: { reception: '接待', mission: '保健任务', visit: '门诊坐诊', duty: '体检现场' },
  careLevel: STAT_WORDS['careLevel']!,
} as const;

/** 服务人数: whom the deeds were for, each by the latest of them. */
export const peopleOfDeeds = (deeds: string): string => `
  select distinct on (o.beneficiary_id) o.* from (
    select w.* from (${deeds}) w where w.beneficiary_id is not null
    union all
    select w.what, w.id, p.beneficiary_id, w.staff_no, w.staff_name, w.department_code, w.kind, w.started_at, p.snap_level, w.key_care, w.dimensions, w.took,
      w.sharers, w.begins, w.heads
    from (${deeds}) w join mission_person p on p.mission_id = w.id where w.what = 'mission') o
  order by o.beneficiary_id, o.started_at desc`;

/** Deeds `found` as the page and the file show them, the latest first. */
export const staffDrillStatement = (found: string): string => `
  select w.id, w.what, w.beneficiary_id as "beneficiaryId", coalesce(b.name, m.title, l.place, '') as name, nullif(w.level, 'VIP') as "careLevel",
    coalesce(k.name, case w.kind when 'outpatient' then '门诊' when 'emergency' then '急诊' end, w.kind) as kind,
    w.started_at as "startedAt", case w.what when 'visit' then null else round(extract(epoch from w.took) / 60)::int end as minutes, w.heads as visits,
    coalesce((select string_agg(s.staff_name, '、' order by s.staff_no) from reception_staff s where s.reception_id = w.id),
      (select string_agg(s.staff_name, '、' order by s.staff_no) from mission_staff s where s.mission_id = w.id), w.staff_name, '') as "staffNames"
  from (${found}) w left join beneficiary b on b.id = w.beneficiary_id left join mission m on m.id = w.id and w.what = 'mission'
    left join duty_log l on l.id = w.id and w.what = 'duty'
    left join dictionary_item k on k.system = case w.what when 'mission' then 'MISSION_KIND' else 'RECEPTION_KIND' end and k.code = w.kind
  order by w.started_at desc, w.id`;

/** The conditions of the file in words. */
export function staffDrillSentence({ from, to, staffNo, departmentCode, column, unit }: StaffDrillQuery): string {
  const parts = [['统计区间', `${from} 至 ${to}`], ['工号', staffNo], ['科室代码', departmentCode], ['列', column], ['单位', unit === 'people' ? '人数，一行一人' : undefined]] as const;
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；');
}
