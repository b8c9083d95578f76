import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../../support/app.js';
import { addPerson } from '../../support/facts.js';
import { tellOf, type ToldRecord } from '../../support/told.js';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await startHospital();
});
afterAll(() => hospital.stop());

const at = (minute: number): string => `2026-03-01T08:${String(minute).padStart(2, '0')}:00+08:00`;
const department = (departmentCode: string, parentCode: string | null, minute = 0, given: ToldRecord = {}): ToldRecord => ({
  departmentCode, name: `科室${departmentCode}`, parentCode, kind: 'clinic', clinic: 'Y', ratedBeds: '40', standardCode: '03', active: 'Y',
  changedAt: at(minute), ...given,
});
const parentOf = async (code: string): Promise<unknown> =>
  (await hospital.database.query<{ parent_code: string | null }>('select parent_code from department where code = $1', [code]))[0]?.parent_code;

describe('departments as the hospital information system tells of them', () => {
  it('R-25.d take over the starting tree: their name, beds and code are theirs, whether they handle visits and their place stay ours', async () => {
    const [before] = await hospital.database.query<{ sort: number }>(`select sort from department where code = '100110'`);
    await hospital.database.query(`update department set handles_visits = false where code = '100110'`);
    expect(await tellOf(hospital, 'department', [department('100110', '1001', 1, { name: '干部医疗科', sort: '999' })])).toEqual(['changed']);
    const [after] = await hospital.database.query(
      `select name, rated_beds, standard_code, handles_visits, sort, parent_code from department where code = '100110'`);
    expect(after).toEqual({ name: '干部医疗科', rated_beds: 40, standard_code: '03', handles_visits: false, sort: before!.sort, parent_code: '1001' });
    expect(await tellOf(hospital, 'department', [department('100110', '1001', 1, { name: '干部医疗科', sort: '999' })])).toEqual(['unchanged']);
    expect(await tellOf(hospital, 'department', [department('100110', '1001', 0)])).toEqual(['superseded']);
  });

  it('R-78.b new ones handle visits as the HIS tells, or as the hospital has decided for all of them; known ones stay as they are', async () => {
    const admin = await hospital.signIn('SYS_ADMIN');
    const set = async (value: string, version: number) =>
      expect((await admin.put('/parameters/sync.newDepartments', { value, version, reason: '测试' })).status).toBeLessThan(300);
    const handles = async (...codes: string[]) =>
      (await hospital.database.query<{ handles: boolean }>('select handles_visits as handles from department where code = any ($1) order by code', [codes])).map((row) => row.handles);
    await tellOf(hospital, 'department', [department('V1', null), department('V2', null, 0, { clinic: 'N' })]);
    expect(await handles('V1', 'V2')).toEqual([true, false]);
    await set('none', 0);
    await tellOf(hospital, 'department', [department('V1', null, 1, { name: '改名科' }), department('V3', null)]);
    await set('all', 1);
    await tellOf(hospital, 'department', [department('V2', null, 1, { name: '改名科', clinic: 'N' }), department('V4', null, 0, { clinic: 'N' })]);
    expect(await handles('V1', 'V2', 'V3', 'V4')).toEqual([true, false, false, true]);
  });

  it('wait for a parent that is not known yet', async () => {
    await tellOf(hospital, 'department', [department('W2', 'W1')]);
    expect(await parentOf('W2')).toBeNull();
    await tellOf(hospital, 'department', [department('W1', '1001')]);
    expect([await parentOf('W2'), await parentOf('W1')]).toEqual(['W1', '1001']);
  });

  it('S26 that would stand above themselves stand alone, until their source mends it', async () => {
    await tellOf(hospital, 'department', [department('C1', 'C3'), department('C2', 'C1'), department('C3', 'C2'), department('C4', 'C1')]);
    expect([await parentOf('C1'), await parentOf('C2'), await parentOf('C3'), await parentOf('C4')]).toEqual([null, null, null, 'C1']);
    await tellOf(hospital, 'department', [department('C1', null, 5)]);
    expect([await parentOf('C1'), await parentOf('C2'), await parentOf('C3')]).toEqual([null, 'C1', 'C2']);
  });

  it('I3 end in the same tree whatever the order, the repetition and the size of the pages', async () => {
    const one = fc.record({ code: fc.constantFrom('F1', 'F2', 'F3', 'F4'), parent: fc.constantFrom('F1', 'F2', 'F3', 'F4', 'F9', null), minute: fc.integer({ min: 0, max: 8 }) });
    const versions = fc.uniqueArray(one, { minLength: 1, maxLength: 8, selector: ({ code, minute }) => `${code} ${minute}` });
    const tree = async () => hospital.database.query(`select code, name, parent_code, source_version from department where code like 'F_' order by code`);
    const clear = () => hospital.database.query(`update department set parent_code = null where code like 'F_'`)
      .then(() => hospital.database.query(`delete from department where code like 'F_'`));
    await fc.assert(
      fc.asyncProperty(versions, fc.integer({ min: 1, max: 3 }), fc.infiniteStream(fc.nat()), async (told, size, dice) => {
        const states = [];
        for (const order of [told, shuffled([...told, ...told], dice)]) {
          await clear();
          for (let from = 0; from < order.length; from += size) {
            await tellOf(hospital, 'department', order.slice(from, from + size).map(({ code, parent, minute }) => department(code, parent, minute)));
          }
          states.push(await tree());
        }
        expect(states[1]).toEqual(states[0]);
      }),
      { numRuns: Number(process.env['FAST_CHECK_RUNS'] ?? 15) },
    );
  }, 60_000);

  it('S28 change whom a head of departments sees, from the next request on', async () => {
    await tellOf(hospital, 'department', [department('T1', null), department('T2', null)]);
    const person = await addPerson(hospital.database, { access: [{ department: 'T2' }] });
    const head = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: 'T1', staffNo: 'T1' });
    expect((await head.get(`/beneficiaries/${person.id}`)).status).toBe(404);
    await tellOf(hospital, 'department', [department('T2', 'T1', 1)]);
    expect((await head.get(`/beneficiaries/${person.id}`)).status).toBe(200);
    await tellOf(hospital, 'department', [department('T2', null, 2)]);
    expect((await head.get(`/beneficiaries/${person.id}`)).status).toBe(404);
  });
});

describe('staff and slots', () => {
  const nurse: ToldRecord = { staffNo: 'N1', name: '测试护士', departmentCode: '100110', position: '护士', title: '主管护师', expert: 'N', prescribes: null, active: 'Y', alsoIn: '100101,100102', changedAt: at(1) };
  const slot: ToldRecord = { slotNo: 'HY1', date: '2026-03-09', session: 'am', startsAt: '2026-03-09T08:00:00+08:00', endsAt: '2026-03-09T12:00:00+08:00', departmentCode: '100110', departmentName: '干部保健科', doctorCode: 'D1', doctorName: '测试医生', registrationClass: 'expert', total: '20', used: '5', reserved: '4', reservedUsed: '1', fee: '30.00', stopped: null, status: 'open', changedAt: at(1) };

  it('R-25.e are stored once, with what is unknown left at its usual value', async () => {
    for (const [target, record] of [['staff', nurse], ['slot', slot]] as const) {
      expect(await tellOf(hospital, target, [record])).toEqual(['added']);
      expect(await tellOf(hospital, target, [record])).toEqual(['unchanged']);
    }
    expect(await hospital.database.query('select name, prescribes, also_in from staff')).toEqual([{ name: '测试护士', prescribes: false, also_in: '100101,100102' }]);
    expect(await hospital.database.query('select total, reserved, stopped from slot')).toEqual([{ total: 20, reserved: 4, stopped: false }]);
    expect(await tellOf(hospital, 'slot', [{ ...slot, used: '6', changedAt: at(2) }])).toEqual(['changed']);
    expect(await tellOf(hospital, 'slot', [slot])).toEqual(['superseded']);
    expect(await hospital.database.query('select used from slot')).toEqual([{ used: 6 }]);
  });

  it('W7 that their source took away are out of use and kept, and come back with it', async () => {
    await tellOf(hospital, 'department', [department('G1', null)]);
    for (const [target, record] of [['department', department('G1', null)], ['staff', nurse], ['slot', { ...slot, changedAt: at(3) }]] as const) {
      expect(await tellOf(hospital, target, [{ ...record, gone: 'Y' }])).toEqual(['removed']);
      expect(await tellOf(hospital, target, [{ ...record, gone: 'Y' }])).toEqual(['filtered']);
    }
    const active = async () => hospital.database.query(`select active from department where code = 'G1' union all select active from staff`);
    expect(await active()).toEqual([{ active: false }, { active: false }]);
    expect(await hospital.database.query('select deleted_at is not null as gone from slot')).toEqual([{ gone: true }]);
    for (const [target, record] of [['department', department('G1', null, 1)], ['staff', { ...nurse, changedAt: at(2) }], ['slot', { ...slot, changedAt: at(4) }]] as const) {
      expect(await tellOf(hospital, target, [record])).toEqual(['changed']);
    }
    expect(await active()).toEqual([{ active: true }, { active: true }]);
  });

  it('are mirrored under no patient', async () => {
    const rows = await hospital.database.query(`select target, source_key, patient_id from v_sync_mirror where target in ('staff', 'slot') order by 1`);
    expect(rows).toEqual([{ target: 'slot', source_key: 'HY1', patient_id: null }, { target: 'staff', source_key: 'N1', patient_id: null }]);
  });
});

function shuffled<T>(items: readonly T[], dice: Iterator<number>): T[] {
  const rest = [...items];
  return Array.from(items, () => rest.splice(Number(dice.next().value) % rest.length, 1)[0]!);
}
