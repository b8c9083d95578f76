import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCheckup, addLabReport, insertRows, measured, outpatientVisit } from '../../support/facts.js';
import { idCardOf, patientLike, RosterBench } from '../../support/people.js';
import { addressOf, publishedOperations } from '../access/operations.js';
import { makeAccount, postAuth } from '../auth/account.js';

let hospital: TestHospital;
let clerk: Visitor;
let personId: string;
let candidateId: string;
const ids: string[] = [];

beforeAll(async () => {
  hospital = await startHospital();
  const bench = new RosterBench(hospital);
  clerk = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  const person = await bench.enrol({ name: '失录人', phone: '13600005678' });
  personId = person.id;
  const visit = outpatientVisit(person, { main_diagnosis: '失录病' });
  await insertRows(hospital.database, 'visit', [visit]);
  const report = await addLabReport(hospital.database, person, { results: [measured('WBC', '5.1')] });
  const checkup = await addCheckup(hospital.database, person);
  ids.push(person.id, visit.id, report.id, checkup.id);
  const other = await bench.enrol({ name: '失配人', phone: '13511112222' });
  await bench.resolve(patientLike(other, { patientId: 'N1', idCardNo: null }));
  const [candidate] = await hospital.database.query<{ id: string }>(
    `select id from match_candidate where patient_id = 'N1'`,
  );
  candidateId = candidate!.id;
  // The disk is full, say: nothing can be added to the trail.
  await hospital.database.query(`
    create function no_room() returns trigger language plpgsql as $$ begin raise exception 'no room for 失录人 13600005678'; end $$;
    create trigger no_room before insert on access_trail for each row execute function no_room()`);
});
afterAll(() => hospital.stop());

const READINGS = publishedOperations().filter(
  ({ method, audit, permission }) => method === 'GET' && typeof audit === 'string' && permission !== 'sync:replay',
);

describe('when the access trail cannot be written', () => {
  it.each(READINGS.map((one) => [one.name, one] as const))('S75 %s shows nothing', async (_name, operation) => {
    for (const id of operation.path.includes('{id}') ? ids : ['']) {
      const { status, headers, bytes } = await clerk.download(addressOf(operation, id).slice('/api/v1'.length));
      expect(status).toBeGreaterThanOrEqual(400);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(bytes.toString('utf8')).not.toMatch(/失录|13600005678|no room|access_trail/);
    }
  });

  it('S75 at least one of those readings failed for want of the trail, not of the record', async () => {
    expect((await clerk.get(`/beneficiaries/${personId}`)).status).toBe(500);
    expect((await clerk.get('/outpatient-visits/export')).status).toBe(500);
  });

  it('S75 nobody is enrolled, no number is shown, no pair is decided', async () => {
    const count = async (): Promise<unknown> =>
      (
        await hospital.database.query(`select (select count(*)::int from beneficiary) as people,
      (select count(*)::int from beneficiary_identifier) as numbers, (select count(*)::int from change_log) as changes,
      (select count(*)::int from patient_link) as links, (select string_agg(status, ',') from match_candidate) as states`)
      )[0];
    const before = await count();
    const answers = [
      await clerk.post('/beneficiaries', {
        name: '未入册',
        sex: '1',
        idType: '01',
        idCardNo: idCardOf('1951-02-03'),
        category: ['cadre'],
        careLevel: 'L3',
      }),
      await clerk.post(`/beneficiaries/${personId}/reveal`, { field: 'phone', reason: '核对联系电话' }),
      await clerk.post(`/match-candidates/${candidateId}/confirm`),
      await clerk.post(`/match-candidates/${candidateId}/reject`, { reason: '并非同一人' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500]);
    expect(JSON.stringify(answers)).not.toContain('13600005678');
    expect(await count()).toEqual(before);
  });

  it('S75 nobody signs in', async () => {
    const account = await makeAccount(hospital, 'unrecorded');
    const answer = await postAuth(hospital, '/login', { username: account.username, password: account.password });
    expect(answer).toMatchObject({ status: 500, refreshToken: null });
    expect(answer.body.accessToken).toBeUndefined();
    const [row] = await hospital.database.query<{ open: number }>(
      `select count(*)::int as open from session where ended_at is null and user_id = (select id from app_user where username = 'unrecorded')`,
    );
    expect(row).toEqual({ open: 0 });
  });

  it('S11 who signs out is out all the same', async () => {
    const leaver = await sessionWithoutTrail();
    await leaver.post('/auth/logout');
    expect((await leaver.get('/me')).status).toBe(401);
  });
});

/** Signs somebody in while the trail can be written for a moment. */
async function sessionWithoutTrail(): Promise<Visitor> {
  await hospital.database.query('alter table access_trail disable trigger no_room');
  try {
    return await hospital.signIn('GUIDE');
  } finally {
    await hospital.database.query('alter table access_trail enable trigger no_room');
  }
}
