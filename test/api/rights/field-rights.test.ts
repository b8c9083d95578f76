import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { idCardOf, RosterBench } from '../../support/people.js';
import { sheetRows } from '../../support/workbook.js';
import { REASON, RightsBench } from './rights-bench.js';

const PHONE = '13912345678';
const ID_CARD = idCardOf('1950-06-15');
const SEES = ['beneficiary:read', 'beneficiary:export', 'beneficiary:reveal'];

let hospital: TestHospital;
let bench: RightsBench;
let personId: string;
beforeAll(async () => {
  hospital = await startHospital();
  bench = await RightsBench.open(hospital);
  ({ id: personId } = await new RosterBench(hospital).enrol({ name: '字段人', phone: PHONE, idCardNo: ID_CARD, address: '深圳市福田区景田路一号' }, { department: '100110' }));
});
afterAll(() => hospital.stop());

let serial = 0;
/** Somebody who holds these roles and no others. */
async function holder(...fields: Record<string, string>[]): Promise<{ visitor: Visitor; id: string }> {
  serial += 1;
  const visitor = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: `F${serial}` });
  const id = await bench.userId(`t.nurse.100110.f${serial}`);
  for (const [at, one] of fields.entries()) await bench.give(id, await bench.make(`字段${serial}之${at}`, { fields: one, permissions: SEES }));
  await bench.sys.post(`/users/${id}/roles/NURSE/withdraw`, { reason: REASON });
  return { visitor, id };
}
const row = async (visitor: Visitor): Promise<Record<string, unknown>> => (await visitor.get('/beneficiaries')).body.items[0]!;
/** Everything that the person's answers and files say. */
async function everything(visitor: Visitor): Promise<string> {
  const answers = await Promise.all([`/beneficiaries`, `/beneficiaries/${personId}`, '/search/people?q=字段人'].map((path) => visitor.get(path)));
  return JSON.stringify(answers.map(({ body }) => body)) + JSON.stringify(sheetRows((await visitor.download('/beneficiaries/export')).bytes));
}

describe('fields by role', () => {
  it('S30 S35 a plain, a masked and a hidden field are so on every answer and in every file', async () => {
    const { visitor } = await holder({ phone: 'plain', idCardNo: 'hidden' });
    expect(await row(visitor)).toMatchObject({ phone: PHONE, idCardNo: null, address: expect.stringContaining('*') });
    const said = await everything(visitor);
    expect(said).toContain(PHONE);
    expect(said).not.toContain(ID_CARD);
    expect(said).not.toContain(ID_CARD.slice(-4));
    expect(said).not.toContain('景田路一号');
  });

  it('S35 what no role says anything about stays masked', async () => {
    const { visitor } = await holder({});
    expect(await row(visitor)).toMatchObject({ phone: '139****5678' });
    expect(await everything(visitor)).not.toContain(PHONE);
  });

  it('R-83 the most open of several roles holds, and a personal denial hides it all the same', async () => {
    const { visitor, id } = await holder({ phone: 'hidden' }, { phone: 'plain' });
    expect((await row(visitor))['phone']).toBe(PHONE);
    await bench.sys.post(`/users/${id}/denials`, { permission: 'field:phone', reason: REASON });
    expect((await row(visitor))['phone']).toBeNull();
  });

  it('S36 S37 a hidden number is neither found by itself nor by its tail, nor revealed', async () => {
    const [hidden, shown] = [await holder({ phone: 'hidden', idCardNo: 'hidden' }), await holder({})];
    for (const typed of [PHONE, PHONE.slice(-4), ID_CARD, ID_CARD.slice(-4)]) {
      expect((await hidden.visitor.get(`/beneficiaries?keyword=${typed}`)).body.total, typed).toBe(0);
      expect((await shown.visitor.get(`/beneficiaries?keyword=${typed}`)).body.total, typed).toBe(1);
    }
    const refused = await hidden.visitor.post(`/beneficiaries/${personId}/reveal`, { field: 'phone', reason: '电话随访' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'FIELD_HIDDEN' } });
    expect((await shown.visitor.post(`/beneficiaries/${personId}/reveal`, { field: 'phone', reason: '电话随访' })).body['value']).toBe(PHONE);
  });

  it('S36 no list is sorted or filtered by such a field: the request is refused', async () => {
    const { visitor } = await holder({ phone: 'plain' });
    for (const query of ['sort=phone', 'sort=-idCardNo', 'sort=address', 'phone=1', 'idCardNo=4']) {
      expect(await visitor.get(`/beneficiaries?${query}`), query).toMatchObject({ status: 400, body: { code: 'BAD_INPUT' } });
    }
  });

  it('R-83 chosen people: the administrator makes the role, the care office chooses whom it sees, neither does both', async () => {
    const code = await bench.make('专属医护', { dataScope: 'persons' });
    const other = await new RosterBench(hospital).enrol({ name: '未选人' });
    const visitor = await hospital.signIn('GUIDE', { departmentCode: '4001', staffNo: 'P1' });
    await bench.give(await bench.userId('t.guide.4001.p1'), code);
    expect((await visitor.get('/beneficiaries')).body.total).toBe(0);
    expect((await bench.sys.post(`/people-roles/${code}/people`, { beneficiaryId: personId, reason: REASON })).status).toBe(403);
    const office = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
    expect((await office.get('/people-roles')).body.items).toMatchObject([{ code, holders: 1, people: 0 }]);
    expect((await office.post(`/people-roles/${code}/people`, { beneficiaryId: personId, reason: REASON })).status).toBe(204);
    expect((await visitor.get('/beneficiaries')).body.items.map(({ name }) => name)).toEqual(['字段人']);
    expect((await visitor.get(`/beneficiaries/${other.id}`)).status).toBe(404);
    expect((await bench.sys.get(`/roles/${code}`)).body['people']).toBe(1);
    await hospital.database.query(`update beneficiary set secrecy = 'V' where id = $1`, [personId]);
    expect((await visitor.get('/beneficiaries')).body.total).toBe(0);
    expect((await office.get(`/people-roles/${code}/people`)).body).toMatchObject({ items: [], total: 0 });
    await hospital.database.query(`update beneficiary set secrecy = 'N' where id = $1`, [personId]);
    expect((await office.post(`/people-roles/${code}/people/${personId}/remove`, { reason: REASON })).status).toBe(204);
    expect((await visitor.get('/beneficiaries')).body.total).toBe(0);
  });
});
