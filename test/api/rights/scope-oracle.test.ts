import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { insertRows, outpatientVisit } from '../../support/facts.js';
import { runs, timeFor } from '../../support/runs.js';
import { sheetRows } from '../../support/workbook.js';
import { seenPeople, seenVisits, STAFF_NO, type World, worlds } from './scope-model.js';

const TRIES = runs(20);
const RIGHTS = ['beneficiary:read', 'beneficiary:export', 'visit:read', 'visit:export'];
const idOf = (at: number): string => `00000000-0000-4000-8000-00000000000${at}`;

let hospital: TestHospital;
let visitor: Visitor;
let userId: string;
beforeAll(async () => {
  hospital = await startHospital();
  visitor = await hospital.signIn('NURSE', { staffNo: STAFF_NO });
  const [user] = await hospital.database.query<{ id: string }>('select id from app_user where staff_no = $1', [STAFF_NO]);
  userId = user!.id;
  await hospital.database.query('delete from user_role where user_id = $1', [userId]);
  await insertRows(hospital.database, 'department', ['T1', 'T2', 'T3', 'T4', 'T5'].map((code) => ({ code, name: code, kind: 'clinical' })));
  for (const code of ['R1', 'R2', 'R3']) {
    await insertRows(hospital.database, 'role', [{ code, name: code }]);
    await insertRows(hospital.database, 'role_permission', RIGHTS.map((permission) => ({ role_code: code, permission })));
    await insertRows(hospital.database, 'user_role', [{ user_id: userId, role_code: code }]);
  }
});
afterAll(() => hospital.stop());

/** The same session goes on through all of it: what changes counts at the next request. */
async function build(world: World): Promise<void> {
  const { database } = hospital;
  await database.query('truncate beneficiary, visit, visit_history cascade');
  await database.query(`update department set parent_code = null where code like 'T_'`);
  for (const { code, parent } of world.departments) await database.query('update department set parent_code = $2 where code = $1', [code, parent]);
  await database.query('delete from user_department where user_id = $1', [userId]);
  await insertRows(database, 'user_department', world.bound.map((code) => ({ user_id: userId, department_code: code, valid_from: '2020-01-01' })));
  for (const [at, { level, categories, secret }] of world.people.entries()) {
    await insertRows(database, 'beneficiary', [{
      id: idOf(at), roster_no: `PT${at}`, name: `人${at}`, name_sort: `r${at}`, sex: '1', categories, primary_category: categories[0], care_level: level,
      secrecy: secret ? 'V' : 'N', origin: 'test',
    }]);
    await insertRows(database, 'person_access', world.people[at]!.access.map(({ to, over }) => ({
      beneficiary_id: idOf(at), department_code: to.startsWith('staff:') ? '' : to, staff_no: to.startsWith('staff:') ? to.slice(6) : '', reason: 'test',
      ...(over ? { valid_until: '2020-01-01T00:00:00Z' } : {}),
    })));
    const visits = world.people[at]!.visits.map(({ department, doctor, today }, nth) => outpatientVisit({ id: idOf(at), name: `人${at}` }, {
      visit_no: `${at} ${nth}`, department_code: department, doctor_code: doctor, confidential: secret,
      ...(today ? { started_at: new Date().toISOString(), seen_at: new Date().toISOString() } : {}),
    }));
    await insertRows(database, 'visit', visits);
  }
  for (const role of world.roles) {
    await database.query(
      `update role set active = $2, data_scope = $3, past_access = $4, scope_departments = $5, levels = $6, categories = $7 where code = $1`,
      [role.code, role.active, role.dataScope, role.pastAccess, role.chosen, role.levels, role.categories],
    );
    await insertRows(database, 'role_person', role.people.map((at) => ({
      role_code: role.code, beneficiary_id: idOf(at), confidential: world.people[at]!.secret, added_by: 'test',
    })));
  }
}

const column = (rows: readonly (string | number | null)[][], title: string): string[] => {
  const at = rows[4]!.indexOf(title);
  return rows.slice(5, -1).map((row) => String(row[at])).toSorted();
};

describe('whom a holder of several roles sees', () => {
  it('S25 S26 R-83.f PT4 lists, counts, figures and exports show exactly what the model says', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        await build(world);
        const people = seenPeople(world);
        const visits = seenVisits(world).toSorted();

        const roster = await visitor.get('/beneficiaries?pageSize=100');
        expect(roster.body.items.map(({ id }) => String(id)).toSorted()).toEqual(people.map(idOf));
        expect(roster.body.total).toBe(people.length);
        expect((await visitor.get('/beneficiaries/summary')).body['total']).toBe(people.length);
        expect(column(sheetRows((await visitor.download('/beneficiaries/export')).bytes), '保健编号')).toEqual(people.map((at) => `PT${at}`));
        for (const [at] of world.people.entries()) expect((await visitor.get(`/beneficiaries/${idOf(at)}`)).status).toBe(people.includes(at) ? 200 : 404);

        const work = await visitor.get('/outpatient-visits?pageSize=100');
        expect(work.body.items.map(({ visitNo }) => String(visitNo)).toSorted()).toEqual(visits);
        expect(work.body.total).toBe(visits.length);
        expect(column(sheetRows((await visitor.download('/outpatient-visits/export')).bytes), '就诊号')).toEqual(visits);
      }),
      TRIES,
    );
  }, timeFor(TRIES));
});
