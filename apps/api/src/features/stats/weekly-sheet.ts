import type { FigureSheet } from '../../platform/http/export-sheets.js';
import { IN_HOUSE } from './measures.js';
import { definitionNotes, hiddenNote, periodWords } from './sheet-words.js';
import type { Week, WeekDay } from './weekly.dto.js';

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const STATES: Readonly<Record<string, string>> = { today: '未过完', future: '未到' };
/** Half a percent is said. */
const TENTHS = 1_000;

/** 每周工作接待 as its table shows it, in both units; a day to come is empty, which is not zero. */
export function weeklySheet(week: Week): FigureSheet {
  const units = (name: string): [string, string] => [name, ''];
  return {
    name: '每周工作接待', title: `每周工作接待（${week.week.replace('-W', ' 年第 ')} 周）`, filters: periodWords(week),
    head: [
      ['日期', '', ...units('门诊'), ...units('住院（新入院）'), ...units('住院（当日在院）'), ...units('全院'), '应接待（人）', '已完成（人）', '完成率（%）'],
      [null, '', ...Array.from({ length: 4 }, () => ['人次', '人数']).flat(), null, null, null],
    ],
    rows: week.days.map((day, at) => [
      { day: day.day }, `${WEEKDAYS[at]}${STATES[day.state] ? `（${STATES[day.state]}）` : ''}`,
      day.outpatient, day.outpatientPeople, day.admission, day.admissionPeople, day.inHouse, day.inHousePeople, day.all, day.allPeople, day.due, day.done, completionOf(day),
    ]),
    notes: [
      ...hiddenNote(week.hidden),
      '应接待＝当日有已确认预约或未退号挂号的对象，每人一次；已完成＝其中当日有已完成接待的；完成率＝已完成÷应接待，无应接待的不填。',
      '全院为门诊、新入院、体检，人次不跨类去重，人数去重。',
      `${IN_HOUSE.name}：${IN_HOUSE.definition}`,
      ...definitionNotes(['outpatient', 'admission', 'checkup']),
    ],
  };
}

const completionOf = ({ due, done }: WeekDay): number | null => (due && done !== null ? Math.round((done / due) * TENTHS) / (TENTHS / 100) : null);
