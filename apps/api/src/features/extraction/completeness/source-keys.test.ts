import { codeTables } from '@cadre/connector-kit/code-tables';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { Mapping } from '@cadre/connector-kit/mapping';
import { describe, expect, it } from 'vitest';
import { identityReader, sourceKeys, spellsKeys } from './source-keys.js';

const fields: Mapping['fields'] = {
  visitNo: { from: 'jzlsh' }, patientId: { from: 'brid', pad: { to: 8, with: '0' } }, kind: { from: 'lx', codes: 'kinds' }, day: { from: 'rq', as: 'date' },
  changedAt: { from: 'xgsj', as: 'instant' },
};
/** A view of these key columns, known to us by these fields. */
const stream = (columns: readonly string[], key: readonly string[]): StreamSpec => ({
  id: 'x', name: 'x', target: 'order', rank: 2,
  source: { transport: 'sql-view', view: 'v', key: columns, cursor: { column: 'xgsj', precision: 'instant' }, patientColumn: 'brid', lookbackSeconds: 0 },
  mapping: { key, version: 'changedAt', patient: 'patientId', fields },
});

describe('our keys as the source writes them', () => {
  it.each([
    ['V1', ['jzlsh'], ['visitNo'], [['V1']]],
    ['V\\|1|00000012', ['jzlsh', 'brid'], ['visitNo', 'patientId'], [['V|1', '00000012'], ['V|1', '12']]],
    ['00000012|V1', ['jzlsh', 'brid'], ['patientId', 'visitNo'], [['V1', '00000012'], ['V1', '12']]],
    ['V1|inpatient', ['jzlsh', 'lx'], ['visitNo', 'kind'], null],
    ['V1|2026-03-01', ['jzlsh', 'rq'], ['visitNo', 'day'], null],
    ['V1', ['jzlsh', 'lx'], ['visitNo'], null],
    ['V1|too|many', ['jzlsh'], ['visitNo'], null],
  ] as const)('%s of columns %j', (key, columns, names, spelled) => {
    expect(sourceKeys(stream(columns, names), key)).toEqual(spelled);
  });

  it('says beforehand whether a data set can be asked by key', () => {
    expect(spellsKeys(stream(['jzlsh'], ['visitNo']))).toBe(true);
    expect(spellsKeys(stream(['jzlsh', 'lx'], ['visitNo', 'kind']))).toBe(false);
  });
});

describe('the identity of a record', () => {
  const read = (row: Readonly<Record<string, string | null>>) =>
    identityReader(stream(['jzlsh'], ['visitNo']).mapping, codeTables())({ read: (column) => row[column] ?? null });

  it('is its key, its version and whose it is', () => {
    expect(read({ jzlsh: 'V1 ', brid: '12', xgsj: '2026-03-01 08:00:00' })).toEqual({ key: 'V1', version: '2026-03-01T00:00:00.000Z', patientId: '00000012' });
  });

  it('W7 is known although version or patient are spoilt: such a record is still there', () => {
    expect(read({ jzlsh: 'V1', brid: null, xgsj: '0000-00-00' })).toEqual({ key: 'V1', version: null, patientId: null });
    expect(read({ jzlsh: null, brid: '12', xgsj: '2026-03-01 08:00:00' })).toBeNull();
  });
});
