import { describe, expect, it } from 'vitest';
import type { CheckupItem } from './checkups.js';
import { quotationOf, sameItem } from './quotation.js';

const item = (more: Partial<CheckupItem> = {}): CheckupItem => ({
  sectionNo: '1', code: 'SBP', name: '收缩压', state: 'done', text: '150', number: 150, comparator: null, unit: 'mmHg', range: '90-139',
  flag: 'H', flagSource: 'printed', disagrees: false, ...more,
});

describe('a finding in the words of a summary', () => {
  it('says value, unit, which way it is out, the range and what it was before', () => {
    expect(quotationOf(item(), item({ text: '142' }))).toBe('收缩压 150 mmHg 偏高（参考 90～139，上次 142）；');
    expect(quotationOf(item({ range: null, unit: null, flag: 'A', text: '阳性' }), null)).toBe('收缩压 阳性 异常；');
  });

  it('a value in another unit is not called the one before', () => {
    expect(sameItem(item({ unit: 'kPa' }), item())).toBe(false);
    expect(sameItem(item({ state: 'refused' }), item())).toBe(false);
    expect(sameItem(item({ text: '120' }), item())).toBe(true);
  });
});
