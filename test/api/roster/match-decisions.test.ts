import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { insertRows, outpatientVisit } from '../../support/facts.js';
import { idCardOf, patientLike, RosterBench } from '../../support/people.js';
import type { SourcePatient } from '../../../apps/api/src/features/roster/identity-resolver.port.js';

interface Candidate { id: string; patientId: string; status: string; beneficiaryId: string | null; sourcePerson: Record<string, unknown>; roster: Record<string, unknown> | null; decideReason: string | null }

let hospital: TestHospital;
let bench: RosterBench;
let clerk: Visitor;
let serial = 0;
const patientId = (): string => `${(serial += 1) + 20_000_000}`;
beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
});
afterAll(() => hospital.stop());

const candidateOf = async (patient: string, status = 'open'): Promise<Candidate | undefined> =>
  (await clerk.get<{ items: Candidate[] }>(`/match-candidates?status=${status}&pageSize=100`)).body.items.find((item) => item.patientId === patient);
const linkedTo = async (patient: string): Promise<string | null> =>
  (await hospital.database.query<{ id: string }>('select beneficiary_id as id from patient_link where patient_id = $1 and active', [patient]))[0]?.id ?? null;

/** Somebody on the roster and a patient who is probably he. */
async function weakPair(name: string): Promise<{ personId: string; patient: SourcePatient; idCardNo: string | null }> {
  const person = await bench.enrol({ name, phone: '13511112222' });
  const patient = patientLike(person, { patientId: patientId(), idCardNo: null, workUnit: '来源单位' });
  await bench.resolve(patient);
  return { personId: person.id, patient, idCardNo: person.idCardNo };
}

describe('deciding who somebody is', () => {
  it('shows both sides, their numbers masked', async () => {
    const { personId, patient } = await weakPair('孔对照');
    expect(await candidateOf(patient.patientId)).toMatchObject({
      source: 'his', rule: 'R2', score: 80, reason: '姓名、性别、出生日期、手机尾号相同，证件号缺失', status: 'open',
      sourcePerson: { name: '孔对照', birthDate: '1950-06-15', phone: '135****2222', workUnit: '来源单位', signs: [] },
      roster: { beneficiaryId: personId, name: '孔对照', phone: '135****2222', idCardNo: expect.stringContaining('********') },
    });
  });

  it('R-21.e links when confirmed, on record with who decided, and asks for the history', async () => {
    const { personId, patient } = await weakPair('曹确认');
    const { id } = (await candidateOf(patient.patientId))!;
    expect((await clerk.post(`/match-candidates/${id}/confirm`)).body).toMatchObject({ status: 'confirmed', beneficiaryId: personId });
    expect(await linkedTo(patient.patientId)).toBe(personId);
    const { body } = await clerk.get<{ links: object[] }>(`/beneficiaries/${personId}`);
    expect(body.links).toMatchObject([{ source: 'his', patientId: patient.patientId, matchedBy: 't.office_staff.4001', reason: expect.stringContaining('人工确认') }]);
    const [trail] = await hospital.database.query(
      `select actor, action, object_ids from access_trail where operation = 'POST /match-candidates/:id/confirm' order by seq desc limit 1`);
    expect(trail).toEqual({ actor: 't.office_staff.4001', action: 'change', object_ids: [id] });
    expect((await clerk.post(`/match-candidates/${id}/confirm`)).body['code']).toBe('CHANGED_MEANWHILE');
  });

  it('R-21.a a rejected pair never comes back, not even with better evidence', async () => {
    const { patient, idCardNo } = await weakPair('严驳回');
    const { id } = (await candidateOf(patient.patientId))!;
    expect((await clerk.post(`/match-candidates/${id}/reject`, { reason: '' })).status).toBe(400);
    expect((await clerk.post(`/match-candidates/${id}/reject`, { reason: '电话核实不是本人' })).status).toBe(200);
    expect(await candidateOf(patient.patientId, 'rejected')).toMatchObject({ decideReason: '电话核实不是本人', decidedBy: 't.office_staff.4001' });
    const outcomes = await Promise.all([patient, { ...patient, idCardNo }].map(async (one) => (await bench.resolve(one))[0]!.outcome));
    expect(outcomes).toEqual(['stranger', 'stranger']);
    expect(await candidateOf(patient.patientId)).toBeUndefined();
    expect(await linkedTo(patient.patientId)).toBeNull();
  });

  it('R-21.e a decision can be taken back: the link goes, what came under it goes, the question is open again', async () => {
    const { personId, patient } = await weakPair('华撤销');
    const { id } = (await candidateOf(patient.patientId))!;
    await clerk.post(`/match-candidates/${id}/confirm`);
    const visit = outpatientVisit({ id: personId, name: '' }, { patient_id: patient.patientId, patient_numbers_of: 'his' });
    await insertRows(hospital.database, 'visit', [visit]);
    expect((await clerk.post(`/match-candidates/${id}/undo`)).body).toMatchObject({ status: 'open' });
    expect(await linkedTo(patient.patientId)).toBeNull();
    expect(await hospital.database.query('select deleted_at is not null as gone from visit where id = $1', [visit.id])).toEqual([{ gone: true }]);
    expect((await candidateOf(patient.patientId))!.status).toBe('open');
    const changes = await hospital.database.query(`select action from change_log where table_name = 'match_candidate' and row_id = $1 order by seq`, [id]);
    expect(changes.map(({ action }) => action)).toEqual(['insert', 'update', 'update', 'update']);
  });

  it('puts a suspected patient on the roster, and takes him off again when that was wrong', async () => {
    const patient: SourcePatient = { patientId: patientId(), name: '金新增', sex: '1', birthDate: '1947-07-07', idCardNo: idCardOf('1947-07-07'), chargeType: '特需' };
    await bench.resolve(patient);
    const { id, sourcePerson } = (await candidateOf(patient.patientId))!;
    expect(sourcePerson['signs']).toEqual(['费别“特需”']);
    const { status, body } = await clerk.post<{ beneficiaryId: string }>(`/match-candidates/${id}/confirm`, { enrol: { category: ['vip'] } });
    expect(status).toBe(200);
    expect(await linkedTo(patient.patientId)).toBe(body.beneficiaryId);
    expect((await clerk.get(`/beneficiaries/${body.beneficiaryId}`)).body).toMatchObject({ name: '金新增', categories: ['vip'], status: 'active' });
    await clerk.post(`/match-candidates/${id}/undo`);
    expect((await clerk.get(`/beneficiaries/${body.beneficiaryId}`)).body).toMatchObject({ status: 'cancelled', links: [] });
    expect((await bench.resolve(patient))[0]!.outcome).toBe('suspected');
    expect((await clerk.post(`/match-candidates/${id}/confirm`, { enrol: { category: ['vip'] } })).status).toBe(200);
  });

  it('does not enrol somebody whose number is already on the roster, nor without enough to know him by', async () => {
    const known = await bench.enrol({ name: '魏已在' });
    const bare = patientId();
    await bench.resolve({ patientId: bare, name: '无证', sex: '1', vipFlag: true });
    const other = patientLike(known, { patientId: patientId(), name: '陶不同' });
    await bench.resolve(other);
    const mismatch = (await candidateOf(other.patientId))!;
    expect((await clerk.post(`/match-candidates/${mismatch.id}/confirm`, { enrol: { category: ['cadre'] } })).body['code']).toBe('DUPLICATE_PERSON');
    const { status, body } = await clerk.post(`/match-candidates/${(await candidateOf(bare))!.id}/confirm`, { enrol: { category: ['vip'] } });
    expect(status).toBe(400);
    expect(body['detail']).toContain('至少填写一项');
  });

  it('needs somebody to be named when nobody is proposed, and only a person whom the clerk may see', async () => {
    const patient = { patientId: patientId(), name: '姜无人', vipFlag: true };
    await bench.resolve(patient);
    const { id } = (await candidateOf(patient.patientId))!;
    const hidden = await bench.enrol({ name: '机密乙', secrecy: 'V' });
    expect((await clerk.post(`/match-candidates/${id}/confirm`)).status).toBe(400);
    expect((await clerk.post(`/match-candidates/${id}/confirm`, { beneficiaryId: hidden.id })).status).toBe(404);
    const doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D7' });
    expect((await doctor.get('/match-candidates')).status).toBe(403);
    expect((await doctor.post(`/match-candidates/${id}/confirm`)).status).toBe(403);
  });
});
