import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { patientLike, RosterBench, somebody } from '../../support/people.js';

const REAL = '幽兰君';
const ALL = ['open', 'confirmed', 'rejected', 'settled'];

let hospital: TestHospital;
let bench: RosterBench;
let clerk: Visitor;
let director: Visitor;
let hidden: { id: string };
beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001', staffNo: 'C1' });
  director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001', staffNo: 'D1' });
  const secret = await bench.enrol({ name: REAL, secrecy: 'V', insuranceNo: 'YB73900077', workUnit: '幽兰单位' });
  hidden = secret;
  const ordinary = await bench.enrol({ name: '阳光人', careCardNo: 'BJ73900078' });
  // One file of the hospital has his insurance number and the card of somebody else: it may be either of them.
  await bench.resolve(patientLike({ ...secret, idCardNo: null, phone: null }, { patientId: 'P1', careCardNo: ordinary.careCardNo, workUnit: '幽兰单位' }));
  // And one that both who are alike in name and birthday could be.
  const twins = somebody({ name: '同名同日', birthDate: '1948-08-08' });
  await bench.enrol({ ...twins, secrecy: 'V', idCardNo: null, careCardNo: 'BJ73900079' });
  await bench.enrol({ ...twins, idCardNo: null, careCardNo: 'BJ73900080' });
  await bench.resolve(patientLike(twins, { patientId: 'P2', idCardNo: null }));
  await bench.clear('t.office_director.4001.d1');
  await hospital.database.query(`update clearance set by_name = true`);
});
afterAll(() => hospital.stop());

const seenBy = async (who: Visitor): Promise<{ patientId: string; text: string }[]> => {
  const found = [];
  for (const status of ALL) for (const item of (await who.get(`/match-candidates?status=${status}`)).body.items) found.push({ patientId: String(item['patientId']), text: JSON.stringify(item) });
  return found;
};
const pairs = async (patientId: string) =>
  hospital.database.query<{ id: string; confidential: boolean }>('select id, confidential from match_candidate where patient_id = $1 order by confidential', [patientId]);
const answer = async (asked: Promise<{ status: number; body: Record<string, unknown> | null }>) => {
  const { status, body } = await asked;
  return { ...body, status, errorNo: '' };
};

describe('待匹配, where one of those whom a patient may be is 机密', () => {
  it('S33 R-85.a the pair with the other one tells nobody his name, in no state, and is decided by nobody who does not see both', async () => {
    for (const patientId of ['P1', 'P2']) expect((await pairs(patientId)).map(({ confidential }) => confidential)).toEqual([false, true]);
    for (const who of [clerk, director]) expect(await seenBy(who)).toEqual([]);
    const absent = '00000000-0000-4000-8000-000000000000';
    for (const { id } of [...(await pairs('P1')), ...(await pairs('P2'))]) {
      for (const [act, body] of [['confirm', {}], ['confirm', { enrol: { category: ['vip'] } }], ['reject', { reason: '并非同一人' }], ['undo', {}]] as const) {
        expect(await answer(clerk.post(`/match-candidates/${id}/${act}`, body))).toEqual(await answer(clerk.post(`/match-candidates/${absent}/${act}`, body)));
      }
    }
  });

  it('S33 whoever has opened him sees both, and decides; what was decided stays away from the others', async () => {
    await bench.open('t.office_director.4001.d1', hidden.id);
    expect((await seenBy(director)).map(({ patientId }) => patientId)).toEqual(['P1', 'P1']);
    const [, his] = await pairs('P1');
    expect((await director.post(`/match-candidates/${his!.id}/confirm`)).status).toBe(200);
    expect((await seenBy(director)).map(({ patientId }) => patientId)).toEqual(['P1', 'P1']);
    expect(await seenBy(clerk)).toEqual([]);
  });

  it('R-85.d a pair that others saw is gone for them when its second person becomes 机密', async () => {
    const [one, two] = [await bench.enrol({ name: '先平常', insuranceNo: 'YB73900081' }), await bench.enrol({ name: '再平常', careCardNo: 'BJ73900082' })];
    await bench.resolve(patientLike({ ...one, idCardNo: null, phone: null }, { patientId: 'P3', careCardNo: two.careCardNo }));
    expect((await seenBy(clerk)).map(({ patientId }) => patientId)).toEqual(['P3', 'P3']);
    await bench.amend(one.id, { ...one, secrecy: 'V' });
    expect(await seenBy(clerk)).toEqual([]);
  });

  it('a patient who was found to be somebody else than the 机密 person waits for the others again, as any other', async () => {
    const [, his] = await pairs('P2');
    await hospital.database.query(`update match_candidate set status = 'rejected' where id = $1`, [his!.id]);
    const [seen, ...more] = await seenBy(clerk);
    expect(more).toEqual([]);
    expect(seen).toMatchObject({ patientId: 'P2', text: expect.stringContaining('"rule":"R3"') });
  });
});
