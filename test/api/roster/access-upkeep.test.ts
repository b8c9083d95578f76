import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../../support/app.js';
import { insertRows, outpatientVisit, stay } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';

let hospital: TestHospital;
let bench: RosterBench;
beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
});
afterAll(() => hospital.stop());

const DAY = 86_400_000;
const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();
const CARDIOLOGY = '100101';

async function sees(role: string, where: { departmentCode?: string; staffNo?: string }, id: string): Promise<boolean> {
  return (await (await hospital.signIn(role, where)).get(`/beneficiaries/${id}`)).status === 200;
}

describe('who sees a person because of his visits', () => {
  it('the ward sees him while he lies there and thirty days after, his doctor without end, others never', async () => {
    const person = await bench.enrol({ name: '住院甲' });
    const visit = { beneficiaryId: person.id, departmentCode: CARDIOLOGY, staffNo: 'W1', from: ago(90), kind: 'inpatient' as const };
    const row = stay(person, { department_code: CARDIOLOGY, doctor_code: 'W1', started_at: ago(90) });
    await insertRows(hospital.database, 'visit', [row]);
    await bench.visited({ ...visit, until: null });
    expect(await sees('NURSE', { departmentCode: CARDIOLOGY }, person.id)).toBe(true);
    expect(await sees('NURSE', { departmentCode: '100102' }, person.id)).toBe(false);

    await hospital.database.query(`update visit set status = 'discharged', ended_at = $2 where id = $1`, [row.id, ago(29)]);
    await bench.visited({ ...visit, until: ago(29) });
    expect(await hospital.database.query(
      `select round(extract(epoch from valid_until - now()) / 86400)::int as days from person_access where beneficiary_id = $1 and reason = 'stay'`, [person.id]),
    ).toEqual([{ days: 1 }]);
    expect(await sees('NURSE', { departmentCode: CARDIOLOGY }, person.id)).toBe(true);
    await hospital.database.query(`update person_access set valid_until = now() - interval '1 minute' where beneficiary_id = $1 and reason = 'stay'`, [person.id]);
    expect(await sees('NURSE', { departmentCode: CARDIOLOGY }, person.id)).toBe(false);
    expect(await sees('HEAD_NURSE', { departmentCode: CARDIOLOGY }, person.id)).toBe(true);
    expect(await sees('DOCTOR', { departmentCode: '100102', staffNo: 'W1' }, person.id)).toBe(true);
    expect(await sees('DOCTOR', { departmentCode: '100102', staffNo: 'W2' }, person.id)).toBe(false);
  });

  it('reading old visits again takes nothing from who lies in bed now', async () => {
    const person = await bench.enrol({ name: '住院乙' });
    await insertRows(hospital.database, 'visit', [stay(person, { department_code: CARDIOLOGY, started_at: ago(2) })]);
    const visit = { beneficiaryId: person.id, departmentCode: CARDIOLOGY, staffNo: null, kind: 'inpatient' as const };
    await bench.visited({ ...visit, from: ago(2), until: null });
    await bench.visited({ ...visit, from: ago(900), until: ago(890) });
    expect(await hospital.database.query(`select valid_until from person_access where beneficiary_id = $1 and reason = 'stay'`, [person.id])).toEqual([{ valid_until: null }]);
  });

  it('an out-patient department sees him thirty days, and the guide desk today', async () => {
    const [today, before] = [await bench.enrol({ name: '门诊甲' }), await bench.enrol({ name: '门诊乙' })];
    await insertRows(hospital.database, 'visit', [outpatientVisit(today, { started_at: ago(0) }), outpatientVisit(before, { started_at: ago(31) })]);
    const visit = { departmentCode: CARDIOLOGY, staffNo: null, until: null, kind: 'outpatient' as const };
    await bench.visited({ ...visit, beneficiaryId: today.id, from: ago(0) }, { ...visit, beneficiaryId: before.id, from: ago(31) });
    expect(await sees('NURSE', { departmentCode: CARDIOLOGY }, today.id)).toBe(true);
    expect(await sees('NURSE', { departmentCode: CARDIOLOGY }, before.id)).toBe(false);
    const rows = await hospital.database.query(
      `select beneficiary_id, valid_until at time zone 'Asia/Shanghai' = date_trunc('day', now() at time zone 'Asia/Shanghai') + interval '1 day' as midnight
       from person_access where department_code = '@today'`);
    expect(rows).toEqual([{ beneficiary_id: today.id, midnight: true }]);
  });
});
