import { describe, expect, it } from 'vitest';
import { compareItems, type StoredItem } from './checkup-compare.js';
import type { ComparedCheckup } from './checkup-compare.dto.js';

const checkup = (id: string, year: number): ComparedCheckup => ({ id, year, checkupDate: `${year}-03-01`, checkupNo: id, status: 'issued', revision: 1 });
const YEARS = [checkup('c', 2026), checkup('b', 2025), checkup('a', 2024)];
const item = (checkupId: string, code: string, text: string | null, more: Partial<StoredItem> = {}): StoredItem => ({
  checkupId, code, name: code, unit: null, state: 'done', text, number: text === null ? null : Number(text), flag: 'N', range: null, ...more,
});
const cells = (rows: ReturnType<typeof compareItems>): unknown[] => rows.map(({ code, unit, values }) => [code, unit, ...values.map((value) => (value ? (value.text ?? value.state) : null))]);

describe('check-ups side by side', () => {
  it('R-35.b a value in another unit stands in a row of its own and is never converted', () => {
    const rows = compareItems(YEARS, [item('c', 'GLU', '5.6', { unit: 'mmol/L' }), item('b', 'GLU', '101', { unit: 'mg/dL' }), item('a', 'GLU', '5.1', { unit: 'mmol/l' })]);
    expect(cells(rows)).toEqual([['GLU', 'mmol/L', '5.6', null, '5.1'], ['GLU', 'mg/dL', null, '101', null]]);
    expect(rows.every(({ unitChanged }) => unitChanged)).toBe(true);
  });

  it('R-35.b what is out of order now comes first, then what once was, then the rest as the report has it', () => {
    const rows = compareItems(YEARS, [item('c', 'HR', '72'), item('c', 'ALT', '30'), item('a', 'ALT', '80', { flag: 'H' }), item('c', 'SBP', '150', { flag: 'H' })]);
    expect(rows.map(({ code }) => code)).toEqual(['SBP', 'ALT', 'HR']);
  });

  it('R-35.d what was refused stands in the row of its item, also where the source left out the unit', () => {
    const rows = compareItems(YEARS, [item('c', 'BMD', null, { state: 'refused', flag: null }), item('b', 'BMD', '0.9', { unit: 'g/cm2' })]);
    expect(cells(rows)).toEqual([['BMD', 'g/cm2', 'refused', '0.9', null]]);
  });

  it('an item that nobody ever did is still listed', () => {
    expect(cells(compareItems(YEARS, [item('b', 'CT', null, { state: 'missed', flag: null })]))).toEqual([['CT', null, null, 'missed', null]]);
  });
});
