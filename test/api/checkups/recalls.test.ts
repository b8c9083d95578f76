import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, type Person } from '../../support/facts.js';

const WARD = '100105';
const DAY_MS = 86_400_000;
const OFFSETS = [-400, -8, -1, 0, 1, 2, 3, 4, 5, 6, 7, 10, 15, 20, 25, 31, 45, 90];
let hospital: TestHospital;
let nurse: Visitor;
let person: Person;

/** Days as the hospital's clock counts them; the oracle of the terms counts them by hand. */
const today = (): Date => new Date(`${new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })}T00:00:00Z`);
const dayAfter = (days: number): string => new Date(today().getTime() + days * DAY_MS).toISOString().slice(0, 10);
function termOf(due: string): string {
  const now = today();
  const sunday = new Date(now.getTime() + ((7 - now.getUTCDay()) % 7) * DAY_MS).toISOString().slice(0, 10);
  const lastOfMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
  if (due < dayAfter(0)) return 'overdue';
  if (due <= sunday) return 'week';
  return due <= lastOfMonth ? 'month' : 'later';
}

beforeAll(async () => {
  hospital = await startHospital();
  nurse = await hospital.signIn('NURSE', { departmentCode: WARD });
  person = await addPerson(hospital.database, { access: [{ department: WARD }] });
  const row = { beneficiary_id: person.id, confidential: false, origin: 'manual', line: 1, created_by: 't', created_by_name: '安排人' };
  await insertRows(hospital.database, 'recall', OFFSETS.map((days) => ({ ...row, item: `复查${days}`, due_date: dayAfter(days) })));
  await insertRows(hospital.database, 'recall', [{ ...row, item: '已完成', due_date: dayAfter(-3), status: 'done', result: '正常' }]);
});
afterAll(() => hospital.stop());

describe('复查与随访', () => {
  it('R-37.d every open task stands in the term of its day, and the counts are those of the lists', async () => {
    const expected = OFFSETS.map((days) => termOf(dayAfter(days)));
    const { body: counts } = await nurse.get<Record<string, number>>('/recalls/counts');
    for (const term of ['overdue', 'week', 'month', 'later']) {
      const { body } = await nurse.get(`/recalls?term=${term}&pageSize=100`);
      expect(body.items.map(({ item }) => item)).toEqual(OFFSETS.filter((_, index) => expected[index] === term).map((days) => `复查${days}`));
      expect(counts[term]).toBe(body.total);
    }
  });

  it('a result is written once, with the method; what is over is not done again', async () => {
    const { body: made } = await nurse.post<{ id: string; version: number }>('/recalls', { beneficiaryId: person.id, item: '血压', dueDate: dayAfter(1) });
    const done = { version: made.version, method: 'phone', result: '已告知，血压正常' };
    const answers = await Promise.all([nurse.post(`/recalls/${made.id}/finish`, done), nurse.post(`/recalls/${made.id}/finish`, done)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412]);
    expect((await nurse.get('/recalls?item=%E8%A1%80%E5%8E%8B')).body.items).toMatchObject([{ status: 'done', method: 'phone', result: '已告知，血压正常' }]);
    expect(await nurse.post(`/recalls/${made.id}/cancel`, { version: made.version + 1, reason: '重复' })).toMatchObject({ status: 409 });
  });

  it('can be put off to another day with a reason', async () => {
    const { body: made } = await nurse.post<{ id: string; version: number }>('/recalls', { beneficiaryId: person.id, item: '心电图', dueDate: dayAfter(1) });
    await nurse.post(`/recalls/${made.id}/postpone`, { version: made.version, dueDate: dayAfter(60), reason: '外出' });
    expect((await nurse.get(`/recalls?item=${encodeURIComponent('心电图')}`)).body.items).toMatchObject([{ status: 'open', dueDate: dayAfter(60), result: '外出' }]);
  });

  it('nobody sees, counts or plans tasks of people whom he does not see', async () => {
    const stranger = await hospital.signIn('NURSE', { departmentCode: '100101' });
    expect((await stranger.get('/recalls')).body.total).toBe(0);
    expect((await stranger.get('/recalls/counts')).body).toEqual({ overdue: 0, week: 0, month: 0, later: 0 });
    expect((await stranger.post('/recalls', { beneficiaryId: person.id, item: '越权', dueDate: dayAfter(1) })).status).toBe(404);
  });
});
