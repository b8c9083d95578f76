import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows } from '../../support/facts.js';
import { staffRow } from '../../support/staff.js';

interface Kept { id: string; status: string; version: number }
interface Row { staffNo: string | null; counts: Record<string, number>; total: number; people: number; hours: number }

const WARD = '100105';
const APRIL = 'from=2026-04-01&to=2026-04-30';
let hospital: TestHospital;
let nurse: Visitor;
let clerk: Visitor;

beforeAll(async () => {
  hospital = await startHospital();
  nurse = await hospital.signIn('NURSE', { departmentCode: WARD, staffNo: 'N1' });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  await insertRows(hospital.database, 'staff', [staffRow('N1', '护士甲', WARD), staffRow('N2', '护士乙', WARD), staffRow('X9', '护士丙', '100110')]);
});
afterAll(() => hospital.stop());

const log = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  staffNo: 'N1', startedAt: '2026-04-10T08:00:00+08:00', endedAt: '2026-04-10T11:30:00+08:00', headCount: 40, place: '一楼体检区', ...more,
});
const figures = async (): Promise<Row[]> => (await clerk.get<{ rows: Row[] }>(`/stats/staff-reception?${APRIL}`)).body.rows;
const rowOf = async (staffNo: string | null): Promise<Row | undefined> => (await figures()).find((row) => row.staffNo === staffNo);

describe('体检现场工作量', () => {
  it('R-68 R-69.a what is entered counts as 体检工作 by its number and as one row of the total, and opens as such', async () => {
    const person = await addPerson(hospital.database, { access: [{ department: WARD }] });
    const reception = { beneficiaryId: person.id, kind: 'PE', staffNos: ['N1'], keyCare: false, startedAt: '2026-04-10T13:00:00+08:00', endedAt: '2026-04-10T13:30:00+08:00' };
    expect((await nurse.post('/receptions', reception)).status).toBe(200);
    const { status } = await nurse.post<Kept>('/duty-logs', log());
    expect(status).toBe(200);
    await clerk.post('/duty-logs', log({ staffNo: 'N2', headCount: 25, startedAt: '2026-04-30T22:00:00+08:00', endedAt: '2026-04-30T23:30:00+08:00' }));
    // Another month.
    await clerk.post('/duty-logs', log({ startedAt: '2026-05-01T00:00:00+08:00', endedAt: '2026-05-01T01:00:00+08:00' }));

    expect(await rowOf('N1')).toMatchObject({ counts: { PE: 41 }, total: 2, people: 1, hours: 4 });
    expect(await rowOf('N2')).toMatchObject({ counts: { PE: 25 }, total: 1, people: 0, hours: 1.5 });
    expect(await rowOf(null)).toMatchObject({ counts: { PE: 66 }, total: 3, people: 1, hours: 5.5 });
    const { body } = await clerk.get<{ total: number; visits: number; items: Record<string, unknown>[] }>(`/stats/staff-reception/drill?${APRIL}&column=PE`);
    expect(body).toMatchObject({ total: 3, visits: 66 });
    expect(body.items.filter(({ what }) => what === 'duty').map(({ visits, name, staffNames }) => [visits, name, staffNames])).toEqual([[25, '一楼体检区', '护士乙'], [40, '一楼体检区', '护士甲']]);
  });

  it('R-62.d what is put right or cancelled is counted as it is now, each by who has read it last; a locked month stays', async () => {
    const made = (await nurse.post<Kept>('/duty-logs', log({ headCount: 5 }))).body;
    const before = (await rowOf('N1'))!.counts['PE']!;
    const changed = await nurse.put<Kept>(`/duty-logs/${made.id}`, { ...log({ headCount: 9 }), version: made.version });
    expect((await rowOf('N1'))!.counts['PE']).toBe(before + 4);
    expect((await nurse.put(`/duty-logs/${made.id}`, { ...log(), version: made.version })).status).toBe(412);
    expect((await nurse.post(`/duty-logs/${made.id}/cancel`, { version: changed.body.version, reason: '重复登记' })).status).toBe(200);
    expect((await rowOf('N1'))!.counts['PE']).toBe(before - 5);
    const [row] = (await clerk.get(`/duty-logs?${APRIL}&status=cancelled`)).body.items;
    expect(row).toMatchObject({ id: made.id, headCount: 9, status: 'cancelled', cancelReason: '重复登记', backfilled: true });
    await insertRows(hospital.database, 'work_report', [{ kind: 'month', period: '2026-01', from_day: '2026-01-01', to_day: '2026-01-31', status: 'locked', figures: {}, texts: {}, made_by: 't', changed_by: 't' }]);
    const january = log({ startedAt: '2026-01-31T20:00:00+08:00', endedAt: '2026-01-31T21:00:00+08:00' });
    expect((await nurse.post('/duty-logs', january)).body).toMatchObject({ code: 'MONTH_LOCKED' });
  });

  it('refuses impossible entries and names the field', async () => {
    for (const [more, field] of [
      [{ endedAt: '2026-04-10T08:00:00+08:00' }, 'endedAt'], [{ endedAt: '2026-04-12T08:00:00+08:00' }, 'endedAt'], [{ endedAt: '2099-01-01T08:00:00+08:00', startedAt: '2099-01-01T07:00:00+08:00' }, 'endedAt'],
      [{ headCount: 0 }, 'headCount'], [{ headCount: 2001 }, 'headCount'], [{ staffNo: 'NOBODY' }, 'staffNo'], [{ staffNo: 'X9' }, 'staffNo'],
    ] as const) {
      const { status, body } = await nurse.post('/duty-logs', log(more));
      expect({ status, fields: (body['fields'] as { field: string }[]).map((one) => one.field) }, JSON.stringify(more)).toEqual({ status: 400, fields: [field] });
    }
  });

  it('R-68.d a nurse of another department sees and changes nothing of it', async () => {
    const other = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'X9' });
    expect((await other.get('/duty-logs')).body).toMatchObject({ total: 0, items: [] });
    const [row] = (await clerk.get(`/duty-logs?${APRIL}&status=kept`)).body.items;
    expect((await other.post(`/duty-logs/${row!['id'] as string}/cancel`, { version: row!['version'], reason: '误登' })).status).toBe(404);
    expect((await nurse.get('/duty-logs')).body.total).toBe((await clerk.get('/duty-logs')).body.total);
  });
});
