import { describe, expect, it } from 'vitest';
import { bySection, standOuts } from './checkup-order.js';
import type { CheckupItem, Section } from './checkups.js';

const item = (name: string, more: Partial<CheckupItem> = {}): CheckupItem => ({
  sectionNo: '1',
  code: name,
  name,
  state: 'done',
  text: '72',
  number: 72,
  comparator: null,
  unit: null,
  range: null,
  flag: 'N',
  flagSource: 'printed',
  disagrees: false,
  ...more,
});
const SECTION: Section = {
  sectionNo: '1',
  departmentName: '内科',
  groupName: '内科检查',
  summary: null,
  doctor: null,
  examinedAt: null,
};
const ITEMS = [
  item('心率'),
  item('骨密度', { state: 'missed', text: null, flag: null }),
  item('收缩压', { flag: 'H' }),
  item('舒张压', { flag: 'H' }),
  item('空腹血糖', { sectionNo: '9' }),
];

describe('a check-up report', () => {
  it('in a section the abnormal findings come first and those not done last, otherwise as they were listed', () => {
    expect(bySection([SECTION], ITEMS)[0]?.items.map(({ name }) => name)).toEqual([
      '收缩压',
      '舒张压',
      '心率',
      '骨密度',
    ]);
  });

  it('a finding of no known section is not lost', () => {
    expect(bySection([SECTION], ITEMS).at(-1)).toEqual({ section: null, items: [ITEMS[4]] });
  });

  it('refused and missed items are neither normal nor abnormal', () => {
    expect(standOuts(ITEMS)).toEqual({ abnormal: [ITEMS[2], ITEMS[3]], notDone: [ITEMS[1]] });
  });
});
