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

type Sight = 'nobody' | 'closed' | 'open';

/** What he is for this reader: nobody, there but closed, or open. His record, his visits and the list agree, or the test fails. */
async function sight(visitor: Visitor): Promise<Sight> {
  const [person, visits, visit] = await Promise.all(
    [`/beneficiaries/${secret.id}`, `/beneficiaries/${secret.id}/visits`, `/visits/${secret.ids[1]}`].map((path) => visitor.get(path)),
  );
  const list = await visitor.get('/beneficiaries?status=all&pageSize=100');
  const listed = list.body.items.find(({ id }) => id === secret.id);
  const said = [person!.status, person!.body['code'], visits!.status, visit!.status, listed?.['needsOpening'] ?? null];
  const seen = (Object.entries(EXPECTED) as [Sight, unknown[]][]).find(([, expected]) => JSON.stringify(expected) === JSON.stringify(said));
  expect(seen, JSON.stringify(said)).toBeDefined();
  if (seen![0] === 'closed') expect(JSON.stringify(list.body.items)).not.toMatch(/阙密君|幽字|\*9876/);
  return seen![0];
}
const EXPECTED: Readonly<Record<Sight, unknown[]>> = {
  nobody: [404, 'NOT_FOUND', 404, 404, null],
  closed: [403, 'OPENING_NEEDED', 403, 404, true],
  open: [200, undefined, 200, 200, false],
};
const open = (visitor: Visitor) => visitor.post('/confidential-openings', { beneficiaryId: secret.id, reason: '节前慰问前了解病情' });

describe('who sees a 机密 person', () => {
  it('S32 a leader only while his clearance lasts, from the next request on, and only in an opening', async () => {
    const leader = await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'L1' });
    expect(await sight(leader)).toBe('nobody');
    await clear('L1', '-2 days', '-1 second');
    await clear('L1', '1 hour', '2 hours');
    expect(await sight(leader)).toBe('nobody');
    expect((await open(leader)).status).toBe(404);
    await clear('L1');
    expect(await sight(leader)).toBe('closed');
    expect((await open(leader)).status).toBe(200);
    expect(await sight(leader)).toBe('open');
    await hospital.database.query(
      `update clearance set valid_until = now() where user_id = ${userOf('L1')} and valid_until > now() and valid_from < now()`,
    );
    expect(await sight(leader)).toBe('nobody');
  });

  it('S32 a cleared head of department only in his own department', async () => {
    const own = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100110', staffNo: 'H1' });
    const other = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '4001', staffNo: 'H2' });
    await Promise.all([clear('H1'), clear('H2')]);
    expect(await sight(own)).toBe('closed');
    expect(await sight(other)).toBe('nobody');
    expect((await open(own)).status).toBe(200);
    expect(await sight(own)).toBe('open');
    expect((await open(other)).status).toBe(404);
  });

  it('S32 a cleared head of department reaches nobody further by another role of his', async () => {
    const director = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '4001', staffNo: 'H3' });
    await clear('H3');
    await hospital.database.query(`with more as (insert into user_role (user_id, role_code) values (${userOf('H3')}, 'OFFICE_STAFF'))
      update app_user set rights_version = rights_version + 1 where staff_no = 'H3'`);
    expect((await director.get('/beneficiaries?status=all')).status).toBe(200);
    expect(await sight(director)).toBe('nobody');
  });

  it.each(['OFFICE_DIRECTOR', 'OFFICE_STAFF', 'HEAD_NURSE', 'DOCTOR', 'NURSE'])(
    'R-81.a S32 a clearance does nothing for %s',
    async (role) => {
      const staffNo = `N-${role}`;
      const visitor = await hospital.signIn(role, { departmentCode: '100110', staffNo });
      await clear(staffNo);
      expect(await sight(visitor)).toBe('nobody');
    },
  );

  it('R-85.e a head of the care office is cleared by name alone', async () => {
    const head = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '100110', staffNo: 'O1' });
    await clear('O1');
    expect(await sight(head)).toBe('nobody');
    await hospital.database.query(`update clearance set by_name = true where user_id = ${userOf('O1')}`);
    expect(await sight(head)).toBe('closed');
  });

  it('R-81.a S32 a clearance ends with the role that may have one', async () => {
    const leader = await hospital.signIn('HOSPITAL_LEADER', { departmentCode: '100110', staffNo: 'L2' });
    await clear('L2');
    await open(leader);
    expect(await sight(leader)).toBe('open');
    await hospital.database
      .query(`with moved as (update user_role set role_code = 'HEAD_NURSE' where user_id = ${userOf('L2')})
      update app_user set rights_version = rights_version + 1 where staff_no = 'L2'`);
    expect(await sight(leader)).toBe('nobody');
  });

  it('R-85.a a nurse of his care team while she belongs to it, a nurse beside her not', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'T1' });
    const beside = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'T2' });
    await intoCareTeam('T1', '-2 days', '-1 second');
    await intoCareTeam('T1', '1 hour', '2 hours');
    expect(await sight(nurse)).toBe('nobody');
    await intoCareTeam('T1');
    expect(await sight(nurse)).toBe('open');
    expect(await sight(beside)).toBe('nobody');
    await hospital.database.query(
      `update care_team_member set valid_until = now() where valid_until > now() and valid_from < now()`,
    );
    expect(await sight(nurse)).toBe('nobody');
  });

  it('S32 a place in the care team opens nobody out of scope, and no other 机密 person', async () => {
    const elsewhere = await hospital.signIn('NURSE', { departmentCode: '4001', staffNo: 'T3' });
    await intoCareTeam('T3');
    expect(await sight(elsewhere)).toBe('nobody');
    const another = await new RosterBench(hospital).enrol({ name: '另一机密', secrecy: 'V' }, { department: '100110' });
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'T4' });
    await intoCareTeam('T4');
    expect(await sight(nurse)).toBe('open');
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
