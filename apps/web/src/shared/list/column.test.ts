import { describe, expect, it } from 'vitest';
import { columnOf } from './column.js';

interface Row {
  readonly name: string;
  readonly diagnoses: readonly string[];
  readonly doctorName: string | null;
  readonly count: number;
}
const column = columnOf<Row>();
const ROW: Row = { name: '甲', diagnoses: ['高血压', '糖尿病'], doctorName: null, count: 0 };

describe('columns', () => {
  it('what is missing is a dash, and zero is a zero', () => {
    expect(column('医生', 'doctorName').cell(ROW)).toBe('—');
    expect(column('异常', 'count').cell(ROW)).toBe('0');
  });

  it('several diagnoses stand in one cell, parted by ；', () => {
    expect(column('诊断', 'diagnoses').cell(ROW)).toBe('高血压；糖尿病');
  });

  it('a column drawn from the whole row is known by its title', () => {
    const composite = column('姓名', null, { render: (_, row) => `${row.name} 女` });
    expect([composite.key, composite.cell(ROW)]).toEqual(['姓名', '甲 女']);
  });
});
