import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import type { ExportedList } from '../../platform/http/export-list.js';
import { StaffWorkRow } from './counted-row.dto.js';
import { STAFF_DRILL_WORDS } from './staff-reception-drill.js';
import type { StaffReceptionQuery, StaffReceptionReport } from './staff-reception.dto.js';
import { CHECKUPS, StaffReceptionQueries } from './staff-reception.queries.js';

/** What 医护接待量 counts: a row for each of the staff that took part, made from the same work as the figures. */
@Injectable()
export class StaffWorkRows {
  constructor(private readonly staff: StaffReceptionQueries) {}

  list(caller: Caller, query: StaffReceptionQuery, { from, to, sharing, onlyOwn, columns }: StaffReceptionReport, filters: string): ExportedList<StaffWorkRow> {
    const split = sharing === 'split';
    const names = new Map(columns.map(({ code, name }) => [code, name]));
    return {
      row: StaffWorkRow, caller, title: '医护接待量明细', filters, period: [from, to], words: STAFF_DRILL_WORDS,
      statement: statementOf(this.staff.work(split), split ? '1.0 / w.sharers' : '1'),
      values: [from, to, query.departmentCode ?? null, onlyOwn ? (caller.staffNo ?? '') : null],
      finish: (found) => {
        const row = found as StaffWorkRow;
        return { ...row, columns: row.columns.flatMap((code) => names.get(code) ?? []) };
      },
      notes: [
        '每名人员参加的每次工作一行。按“工号”“科室”汇总“人次”等于个人的合计；“计入列”含某列的行，其“人次”之和等于该列（体检工作为“体检工作人次”之和）。',
        '“合计行人次”之和等于合计行：一次工作有多人参加时只在一行计 1。上期开始、跨入本期的保健任务人次为 0，只计时长。',
      ],
    };
  }
}

/** Parameters: first and last day, a department or null, one of the staff or null. */
const statementOf = (work: string, part: string): string => `
  select w.id, w.beneficiary_id as "beneficiaryId", w.staff_no as "staffNo", w.staff_name as "staffName", coalesce(d.name, w.department_code) as "departmentName",
    coalesce(b.name, m.title, l.place, '') as name, nullif(w.level, 'VIP') as "careLevel", w.what,
    coalesce(k.name, case w.kind when 'outpatient' then '门诊' when 'emergency' then '急诊' end, w.kind) as kind, w.started_at as "startedAt",
    case when w.begins then array_remove(array[w.level, case when w.key_care then 'KEY_CARE' end, case when ${CHECKUPS} then 'PE' end, case when w.what = 'mission' then 'MISSION' end], null)
      || w.dimensions::text[] else '{}' end as columns,
    (case when w.begins then w.part else 0 end)::float8 as visits,
    (case when not w.begins or not (${CHECKUPS}) then 0 when w.what = 'duty' then w.heads else w.part end)::float8 as checkups,
    case when w.begins and row_number() over (partition by w.what, w.id order by w.staff_no, w.department_code) = 1 then 1 else 0 end as once,
    case w.what when 'visit' then null else round(extract(epoch from w.took) / 60)::int end as minutes
  from (select w.*, ${part} as part from (${work}) w where ($3::text is null or w.department_code = $3) and ($4::text is null or w.staff_no = $4)) w
    left join beneficiary b on b.id = w.beneficiary_id left join mission m on m.id = w.id and w.what = 'mission'
    left join duty_log l on l.id = w.id and w.what = 'duty' left join department d on d.code = w.department_code
    left join dictionary_item k on k.system = case w.what when 'mission' then 'MISSION_KIND' else 'RECEPTION_KIND' end and k.code = w.kind
  order by w.staff_no, w.started_at, w.what, w.id, w.department_code`;
