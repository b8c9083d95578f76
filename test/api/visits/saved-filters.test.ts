import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit, stay } from '../../support/facts.js';
import { sheetRows } from '../../support/workbook.js';

const VIP = { and: [{ field: 'diagnosis', operator: 'contains', value: '肺炎' }] };
type Saved = Record<string, unknown> & { id: string; version: number; items: Saved[] };

let hospital: TestHospital;
let leader: Visitor;
let clerk: Visitor;
let doctor: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  leader = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
  const person = await addPerson(hospital.database, { access: [{ department: '100110' }] });
  await insertRows(hospital.database, 'visit', [
    outpatientVisit(person, { main_diagnosis: '肺炎' }), outpatientVisit(person), stay(person), stay(person, { main_diagnosis: '骨折', main_diagnosis_code: 'S82' }),
    stay(person, { status: 'discharged', ended_at: '2026-03-04T10:00:00+08:00' }), stay(person, { status: 'cancelled' }),
  ]);
});
afterAll(() => hospital.stop());

const save = (who: Visitor, given: object) => who.post<Saved>('/saved-filters', { list: 'outpatient', name: '肺炎门诊', query: VIP, ...given });

describe('queries that people keep', () => {
  it('R-31 a kept query narrows the list, its counts and its export, and says itself in words', async () => {
    const { body: saved } = await save(clerk, { name: '肺炎' });
    expect(saved).toMatchObject({ sentence: '诊断含肺炎', own: true, version: 1 });
    expect((await clerk.get(`/outpatient-visits?scheme=${saved.id}`)).body.total).toBe(1);
    expect((await clerk.get(`/outpatient-visits?scheme=${saved.id}&diagnosis=高血压`)).body.total).toBe(0);
    const { body: stays } = await save(clerk, { list: 'inpatient', name: '肺炎' });
    expect((await clerk.get(`/inpatient-visits/counts?scheme=${stays.id}`)).body).toEqual({ inHospital: 1, discharged: 1, cancelled: 1 });
    const { bytes, status } = await clerk.download(`/outpatient-visits/export?scheme=${saved.id}`);
    expect(status).toBe(200);
    expect(JSON.stringify(sheetRows(bytes))).toContain('组合条件：诊断含肺炎');
    expect((await clerk.get(`/inpatient-visits?scheme=${saved.id}`)).status).toBe(404);
  });

  it('R-31 is nobody else\'s until it is shared with a role, and then gives each reader his own rows', async () => {
    const { body: saved } = await save(leader, {});
    expect((await doctor.get(`/saved-filters/${saved.id}`)).status).toBe(404);
    expect((await doctor.get(`/outpatient-visits?scheme=${saved.id}`)).status).toBe(404);
    const shared = await leader.put<Saved>(`/saved-filters/${saved.id}`, { list: 'outpatient', name: '肺炎门诊', query: VIP, sharedRoles: ['DOCTOR'], version: 1 });
    expect(shared.status).toBe(200);
    const { body } = await doctor.get<Saved>('/saved-filters?list=outpatient');
    expect(body.items).toEqual([expect.objectContaining({ id: saved.id, own: false, ownerName: expect.stringContaining('director') })]);
    expect((await doctor.get(`/outpatient-visits?scheme=${saved.id}`)).status).toBe(200);
    // Whoever may use it may not change it.
    expect((await doctor.put(`/saved-filters/${saved.id}`, { list: 'outpatient', name: 'x', version: 2 })).status).toBe(404);
    const guide = await hospital.signIn('GUIDE');
    await leader.put(`/saved-filters/${saved.id}`, { list: 'outpatient', name: '肺炎门诊', query: VIP, sharedRoles: ['GUIDE'], version: 2 });
    expect((await guide.get(`/outpatient-visits?scheme=${saved.id}`)).status).toBe(403);
  });

  it('R-31 sharing is a right of its own, two names are never the same, and an older version is not written over', async () => {
    expect((await save(doctor, { name: '共享', sharedRoles: ['NURSE'] })).status).toBe(403);
    const { body: mine } = await save(doctor, { name: '我的' });
    expect((await save(doctor, { name: '我的' })).status).toBe(409);
    const change = { list: 'outpatient', name: '我的', query: VIP, version: 1 };
    expect((await doctor.put(`/saved-filters/${mine.id}`, change)).status).toBe(200);
    expect((await doctor.put(`/saved-filters/${mine.id}`, change)).status).toBe(412);
    expect((await save(doctor, { name: '坏', query: { field: 'nothing', operator: 'eq' } })).status).toBe(400);
  });

  it('R-31 what was asked without a name is there for Back and reload, the last twenty of it', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 21; index += 1) ids.push((await save(doctor, { name: undefined })).body.id);
    expect((await doctor.get(`/saved-filters/${ids.at(-1)}`)).status).toBe(200);
    expect((await doctor.get(`/saved-filters/${ids[0]}`)).status).toBe(404);
    expect((await doctor.get<Saved>('/saved-filters?list=outpatient')).body.items.filter(({ own }) => own).map(({ name }) => name)).toEqual(['我的']);
  });
});
