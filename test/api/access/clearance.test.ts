import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';
import { addSecretPerson, type SecretPerson } from './secret-person.js';

let hospital: TestHospital;
let secret: SecretPerson;
beforeAll(async () => {
  hospital = await startHospital();
  secret = await addSecretPerson(hospital);
});
afterAll(() => hospital.stop());

const userOf = (staffNo: string): string => `(select id from app_user where staff_no = '${staffNo}')`;
const dated = (from: string, until: string): string => `now() + interval '${from}', now() + interval '${until}'`;

const clear = (staffNo: string, from = '-1 day', until = '1 day') =>
  hospital.database.query(
    `insert into clearance (user_id, valid_from, valid_until, reason, granted_by, approved_by)
   values (${userOf(staffNo)}, ${dated(from, until)}, 'test', gen_random_uuid(), gen_random_uuid())`,
  );
const intoCareTeam = (staffNo: string, from = '-1 day', until = '1 day') =>
  hospital.database.query(
    `insert into care_team_member (beneficiary_id, user_id, valid_from, valid_until, reason, granted_by, approved_by)
   values ('${secret.id}', ${userOf(staffNo)}, ${dated(from, until)}, 'test', gen_random_uuid(), gen_random_uuid())`,
  );

/** Whether he is there for this reader: his record, his visits and the list agree, or the test fails. */
async function sees(visitor: Visitor): Promise<boolean> {
  const answers = await Promise.all(
    [`/beneficiaries/${secret.id}`, `/beneficiaries/${secret.id}/visits`, `/visits/${secret.ids[1]}`].map((path) =>
      visitor.get(path),
    ),
  );
  const list = await visitor.get('/beneficiaries?status=all&pageSize=100');
  const listed = list.body.items.some(({ id }) => id === secret.id);
  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses]).toEqual([listed ? 200 : 404]);
  return listed;
}

describe('who sees a 机密 person', () => {
  it('S32 a leader only while his clearance lasts, from the next request on', async () => {
    const leader = await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'L1' });
    expect(await sees(leader)).toBe(false);
    await clear('L1', '-2 days', '-1 second');
    await clear('L1', '1 hour', '2 hours');
    expect(await sees(leader)).toBe(false);
    await clear('L1');
    expect(await sees(leader)).toBe(true);
    await hospital.database.query(
      `update clearance set valid_until = now() where user_id = ${userOf('L1')} and valid_until > now() and valid_from < now()`,
    );
    expect(await sees(leader)).toBe(false);
  });

  it('S32 a cleared head of department only in his own department', async () => {
    const own = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100110', staffNo: 'H1' });
    const other = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '4001', staffNo: 'H2' });
    await Promise.all([clear('H1'), clear('H2')]);
    expect(await sees(own)).toBe(true);
    expect(await sees(other)).toBe(false);
  });

  it.each(['OFFICE_DIRECTOR', 'OFFICE_STAFF', 'HEAD_NURSE', 'DOCTOR', 'NURSE'])(
    'S32 a clearance does nothing for %s',
    async (role) => {
      const staffNo = `N-${role}`;
      const visitor = await hospital.signIn(role, { departmentCode: '100110', staffNo });
      await clear(staffNo);
      expect(await sees(visitor)).toBe(false);
    },
  );

  it('S32 a clearance ends with the role that may have one', async () => {
    const leader = await hospital.signIn('HOSPITAL_LEADER', { departmentCode: '100110', staffNo: 'L2' });
    await clear('L2');
    expect(await sees(leader)).toBe(true);
    await hospital.database
      .query(`with moved as (update user_role set role_code = 'HEAD_NURSE' where user_id = ${userOf('L2')})
      update app_user set rights_version = rights_version + 1 where staff_no = 'L2'`);
    expect(await sees(leader)).toBe(false);
  });

  it('R-85.a a nurse of his care team while she belongs to it, a nurse beside her not', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'T1' });
    const beside = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'T2' });
    await intoCareTeam('T1', '-2 days', '-1 second');
    await intoCareTeam('T1', '1 hour', '2 hours');
    expect(await sees(nurse)).toBe(false);
    await intoCareTeam('T1');
    expect(await sees(nurse)).toBe(true);
    expect(await sees(beside)).toBe(false);
    await hospital.database.query(
      `update care_team_member set valid_until = now() where valid_until > now() and valid_from < now()`,
    );
    expect(await sees(nurse)).toBe(false);
  });

  it('S32 a place in the care team opens nobody out of scope, and no other 机密 person', async () => {
    const elsewhere = await hospital.signIn('NURSE', { departmentCode: '4001', staffNo: 'T3' });
    await intoCareTeam('T3');
    expect(await sees(elsewhere)).toBe(false);
    const another = await new RosterBench(hospital).enrol({ name: '另一机密', secrecy: 'V' }, { department: '100110' });
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'T4' });
    await intoCareTeam('T4');
    expect(await sees(nurse)).toBe(true);
    expect((await nurse.get(`/beneficiaries/${another.id}`)).status).toBe(404);
  });

  it('nobody grants himself a clearance or a place in a care team', async () => {
    await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'L3' });
    const grants = [
      [userOf('L3'), 'gen_random_uuid()'],
      ['gen_random_uuid()', userOf('L3')],
      [userOf('L1'), userOf('L1')],
    ];
    for (const [granted, approved] of grants) {
      await expect(
        hospital.database
          .query(`insert into clearance (user_id, valid_from, valid_until, reason, granted_by, approved_by)
        values (${userOf('L3')}, now(), now() + interval '1 day', 'test', ${granted}, ${approved})`),
      ).rejects.toMatchObject({ code: '23514' });
    }
  });
});
