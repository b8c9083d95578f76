import { describe, expect, it } from 'vitest';
import { codeTables } from './code-tables.js';
import { contentHash } from './content-hash.js';
import { mapRecord, sourceSpellings } from './map-record.js';
import type { FieldRule, Mapping } from './mapping.js';
import { rowMessage } from './row-message.js';

const codes = codeTables({ sex: { 男: '1' } }, { sex: { 女: '2' } });
const IDENTITY: Record<string, FieldRule> = {
  no: { from: 'no' },
  patientId: { from: 'brid', pad: { to: 8, with: '0' } },
  changedAt: { from: 'xgsj', as: 'instant' },
};
const known = { no: 'A1', brid: '12345', xgsj: '2026-11-22 08:00:00' };

function mapping(fields: Record<string, FieldRule>, more: Partial<Mapping> = {}): Mapping {
  return { key: ['no'], version: 'changedAt', patient: 'patientId', fields: { ...IDENTITY, ...fields }, ...more };
}

function mapped(fields: Record<string, FieldRule>, values: Record<string, string | null>) {
  return mapRecord(mapping(fields), rowMessage({ values: { ...known, ...values }, parts: {} }), codes);
}

function field(rule: FieldRule, values: Record<string, string | null>): unknown {
  const result = mapped({ field: rule }, values);
  return 'problems' in result ? result.problems : result.record['field'];
}

describe('a record', () => {
  it('carries its key, version and patient apart', () => {
    expect(mapped({}, {})).toMatchObject({ key: 'A1', version: '2026-11-22T00:00:00.000Z', patientId: '00012345' });
  });

  it('joins several key fields so that no two different ones look alike', () => {
    const keyed = mapping({ line: { from: 'line' } }, { key: ['no', 'line'] });
    const keyOf = (no: string, line: string) => {
      const result = mapRecord(keyed, rowMessage({ values: { ...known, no, line }, parts: {} }), codes);
      return 'key' in result ? result.key : null;
    };
    expect(keyOf('a|b', 'c')).not.toBe(keyOf('a', 'b|c'));
  });

  it('names every bad field at once, parts included', () => {
    const result = mapRecord(
      mapping(
        { born: { from: 'csrq', as: 'date' }, count: { from: 'zycs', as: 'integer' }, name: { from: 'brxm' } },
        {
          parts: { results: { fields: { lineNo: { from: 'xh', as: 'integer' } } } },
        },
      ),
      rowMessage({
        values: { ...known, xgsj: '0000-00-00', csrq: '不详', zycs: '二', brxm: '  ' },
        parts: { results: [{ xh: '1' }, { xh: 'x' }] },
      }),
      codes,
    );
    expect(result).toEqual({
      problems: [
        { field: 'changedAt', rule: 'required', value: null },
        { field: 'born', rule: 'date', value: '不详' },
        { field: 'count', rule: 'integer', value: '二' },
        { field: 'name', rule: 'required', value: null },
        { field: 'results[2].lineNo', rule: 'integer', value: 'x' },
      ],
    });
  });

  it('without the patient it belongs to is refused, even where the field may be empty', () => {
    const loose = mapping({ patientId: { from: 'brid', optional: true } });
    const result = mapRecord(loose, rowMessage({ values: { ...known, brid: '' }, parts: {} }), codes);
    expect(result).toEqual({ problems: [{ field: 'patientId', rule: 'required', value: null }] });
  });

  it('tells a part the source did not speak of from one that is empty', () => {
    const withParts = mapping({}, { parts: { a: { fields: {} }, b: { fields: {} } } });
    expect(mapRecord(withParts, rowMessage({ values: known, parts: { a: [] } }), codes)).toMatchObject({
      parts: { a: [] },
    });
    const result = mapRecord(withParts, rowMessage({ values: known, parts: { a: [] } }), codes);
    expect('parts' in result && 'b' in result.parts).toBe(false);
  });
});

describe('a field', () => {
  it.each<[string, FieldRule, Record<string, string | null>, unknown]>([
    ['trims the blanks a char column adds', { from: 'x' }, { x: '张三   ' }, '张三'],
    ['takes the first path that has a value', { from: ['x', 'y'] }, { x: ' ', y: 'b' }, 'b'],
    ['takes endings off a name', { from: 'x', strip: ['(VIP)'] }, { x: '张三 (VIP) ' }, '张三'],
    ['reads MySQL’s unknown date as nothing', { from: 'x', as: 'instant', optional: true }, { x: '0000-00-00 00:00:00.000' }, null],
    ['goes on where the first path has a placeholder', { from: ['x', 'y'], as: 'date', blank: ['1900-01-01'] }, { x: '1900-01-01', y: '2026-03-02' }, '2026-03-02'],
    ['keeps a placeholder where nobody said that it is one', { from: 'x' }, { x: '0000-00-00' }, '0000-00-00'],
    ['restores leading zeros', { from: 'x', pad: { to: 6, with: '0' } }, { x: '110W1' }, '0110W1'],
    [
      'leaves nothing as nothing instead of padding it',
      { from: 'x', optional: true, pad: { to: 6, with: '0' } },
      { x: '' },
      null,
    ],
    ['translates a code', { from: 'x', codes: 'sex' }, { x: '女' }, '2'],
    ['uses its default when empty', { from: 'x', as: 'flag', default: false }, { x: null }, false],
    ['reads flags in words', { from: 'x', as: 'flag' }, { x: '是' }, true],
    ['reads flags of PostgreSQL', { from: 'x', as: 'flag' }, { x: 'f' }, false],
    [
      'refuses a flag it does not know',
      { from: 'x', as: 'flag' },
      { x: '2' },
      [{ field: 'field', rule: 'flag', value: '2' }],
    ],
    ['keeps the digits of a decimal', { from: 'x', as: 'decimal' }, { x: '20.10' }, '20.10'],
    [
      'refuses a decimal with a comma',
      { from: 'x', as: 'decimal' },
      { x: '1,5' },
      [{ field: 'field', rule: 'decimal', value: '1,5' }],
    ],
    ['reads an integer', { from: 'x', as: 'integer' }, { x: '007' }, 7],
    ['is used only when its condition holds', { from: 'x', when: { path: 'y', in: ['1'] } }, { x: 'a', y: '0' }, null],
    ['is a constant', { as: 'constant', value: 'merge' }, {}, 'merge'],
    [
      'is a constant by condition',
      { as: 'constant', value: true, when: { path: 'y', in: ['HH'] }, otherwise: false },
      { y: 'H' },
      false,
    ],
  ])('%s', (_, rule, values, expected) => {
    expect(field(rule, values)).toEqual(expected);
  });

  it('keeps a code that no table knows, and reports it', () => {
    expect(mapped({ sex: { from: 'x', codes: 'sex' } }, { x: '男性' })).toMatchObject({
      record: { sex: '男性' },
      unmapped: [{ field: 'sex', table: 'sex', code: '男性' }],
    });
  });

  it('is asked for in every spelling its source may have', () => {
    expect(sourceSpellings(mapping({}), 'patientId', '00012345')).toEqual(['00012345', '12345']);
    expect(sourceSpellings(mapping({}), 'no', '0001')).toEqual(['0001']);
  });
});

describe('the content hash', () => {
  it('is the same whatever the order of the fields, and another when a value moves', () => {
    const hash = contentHash({ record: { a: 1, b: null }, parts: { r: [{ x: '1', y: '2' }] } });
    expect(contentHash({ parts: { r: [{ y: '2', x: '1' }] }, record: { b: null, a: 1 } })).toBe(hash);
    expect(contentHash({ record: { a: 1, b: '' }, parts: { r: [{ x: '1', y: '2' }] } })).not.toBe(hash);
    expect(contentHash({ record: { a: 1, b: null }, parts: { r: [{ x: '2', y: '1' }] } })).not.toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});
