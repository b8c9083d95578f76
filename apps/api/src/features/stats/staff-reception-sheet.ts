import type { FigureSheet } from '../../platform/http/export-sheets.js';
import type { StaffReceptionReport, StaffReceptionRow } from './staff-reception.dto.js';

/** 医护接待量 as it stands on the page: a row for each of the staff and department, the sum last, each reception once. */
export function staffReceptionSheet({ from, to, sharing, withVisits, onlyOwn, columns, rows }: StaffReceptionReport): FigureSheet {
  const numbers = ({ counts, total, people, hours }: StaffReceptionRow): number[] => [...columns.map(({ code }) => rounded(counts[code] ?? 0)), rounded(total), people, hours];
  return {
    name: '医护接待量', title: '医护接待量',
    filters: `统计区间：${from} 至 ${to}；多人共同接待：${sharing === 'split' ? '按人数平分' : '每人各计 1'}${withVisits ? '；含门诊坐诊' : ''}${onlyOwn ? '；仅本人' : ''}`,
    head: [['姓名', '工号', '科室', '职务', ...columns.map(({ name, additive }) => (additive ? name : `${name} *`)), '合计人次', '服务人数', '总时长（时）']],
    rows: rows.map((row) => [row.name, row.staffNo, row.departmentName ?? row.departmentCode, row.position, ...numbers(row)]),
    sums: 1,
    notes: [
      '已完成的接待，按开始日期归期；级别为接待当时的级别；人员按接待当日所在科室分行。',
      '标 * 的列与级别列重叠，不进合计。保健任务计在开始日所在期间，时长按实际落在期间内的部分计。',
      '体检工作含体检现场登记的人次；一条现场登记在合计人次中计 1，不计入服务人数。',
      '合计行按接待单去重，个人之和可以大于合计。',
    ],
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
