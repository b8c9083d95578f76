import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';
import { unpack } from '../../support/workbook.js';
import { addHolder, clinic } from './countable.js';

const MARCH = 'from=2026-03-01&to=2026-03-31';
interface Volume { hidden: number | null; cells: { source: string; column: string; visits: number }[] }

let hospital: TestHospital;
let secretId: string;
let office: Visitor;
let here: Visitor;
let elsewhere: Visitor;
const of = async (visitor: Visitor): Promise<{ hidden: number | null; all: number }> => {
  const { hidden, cells } = (await visitor.get<Volume>(`/stats/reception-volume?${MARCH}`)).body;
  return { hidden, all: cells.find(({ source, column }) => source === 'all' && column === 'all')?.visits ?? 0 };
};
const choose = async (value: string, version: number): Promise<void> => {
  const administrator = await hospital.signIn('SYS_ADMIN');
  expect((await administrator.put('/parameters/stats.confidential', { value, version, reason: '测试' })).status).toBe(204);
};

beforeAll(async () => {
  hospital = await startHospital();
  const access = { access: [{ department: '100110' }] };
  const ordinary = await addHolder(hospital.database, [['L1', '2020-01-01']], access);
  const secret = await addHolder(hospital.database, [['L1', '2020-01-01']], { name: '占位人', secrecy: 'V', confidential: true, ...access });
  secretId = secret.id;
  await clinic(hospital.database, ordinary, '2026-03-10');
  for (const day of ['2026-03-11', '2026-03-12']) await clinic(hospital.database, secret, day, { confidential: true });
  await clinic(hospital.database, secret, '2026-04-01', { confidential: true });
  office = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  here = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100110' });
  elsewhere = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100105' });
});
afterAll(() => hospital.stop());

describe('figures of what their reader may not see', () => {
  it('R-50.b S38 are not hinted at unless the hospital has chosen so', async () => {
    expect([await of(office), await of(here), await of(elsewhere)]).toEqual([{ hidden: null, all: 1 }, { hidden: null, all: 1 }, { hidden: null, all: 0 }]);
  });

  it('R-50.b are one number of the period within the reader’s own departments where it has, beside the sum and in no drill-down', async () => {
    await choose('placeholder', 0);
    expect([await of(office), await of(here), await of(elsewhere)]).toEqual([{ hidden: 2, all: 1 }, { hidden: 2, all: 1 }, { hidden: 0, all: 0 }]);
    for (const page of ['workload', 'weekly']) expect((await office.get(`/stats/${page}?${page === 'weekly' ? 'week=2026-W11' : MARCH}`)).body['hidden'], page).toBe(2);
    expect((await office.get(`/stats/drill?measure=reception&${MARCH}`)).body).toMatchObject({ total: 1, visits: 1 });
  });

  it('R-50.b stand in the file as the same number, named as not counted', async () => {
    const leader = await hospital.signIn('HOSPITAL_LEADER');
    const text = [...unpack((await leader.download(`/stats/reception-volume/export?${MARCH}`)).bytes).values()].join('');
    expect(text).toContain('机密 ×2（无权查看，不计入合计）');
    expect(text).not.toContain('占位人');
  });

  it('R-50.b leave out whom the reader looks after: he counts in the sum', async () => {
    await hospital.database.query(
      `insert into care_team_member (beneficiary_id, user_id, valid_from, valid_until, reason, granted_by, approved_by)
       select $1, id, now() - interval '1 day', now() + interval '1 day', '日常照护', gen_random_uuid(), gen_random_uuid() from app_user where username = 't.office_staff.4001'`, [secretId],
    );
    expect(await of(office)).toEqual({ hidden: 0, all: 3 });
    expect(await of(here)).toEqual({ hidden: 2, all: 1 });
  });

  it('R-50.b are told to nobody who may open them himself, and to nobody again when the hospital changes its mind', async () => {
    const leader = await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'C' });
    await new RosterBench(hospital).clear('t.hospital_leader.c');
    expect(await of(leader)).toEqual({ hidden: null, all: 1 });
    await choose('excluded', 1);
    expect((await of(here)).hidden).toBeNull();
  });
});
