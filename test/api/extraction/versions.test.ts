import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, type Person } from '../../support/facts.js';
import { tellOf, type ToldRecord } from '../../support/told.js';

let hospital: TestHospital;
let clerk: Visitor;
let person: Person;
beforeAll(async () => {
  hospital = await startHospital();
  person = await addPerson(hospital.database, { access: [{ department: '4001' }] });
  await hospital.database.query(
    `insert into patient_link (source_system, patient_id, beneficiary_id, rule, reason, confidential, matched_by) values ('HIS', '1', $1, 'M3', '测试', false, 'test')`,
    [person.id]);
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
});
afterAll(() => hospital.stop());

/** A report of blood sugar as the laboratory tells it at a time. */
function report(reportNo: string, changedAt: string, given: { status?: string; revision?: string; sugar: string; more?: Record<string, string>[] }): ToldRecord {
  return {
    reportNo, patientId: '1', panelName: '血糖', collectedAt: '2026-03-01 07:00:00', status: given.status ?? 'final', revision: given.revision ?? '1', changedAt, gone: null,
    results: [{ resultNo: '1', itemCode: 'GLU', itemName: '葡萄糖', valueText: given.sugar, unit: 'mmol/L' }, ...(given.more ?? [])],
  };
}

const tell = (record: ToldRecord, how: 'view' | 'feed' = 'view') => tellOf(hospital, 'lab-report', [record], { id: 'lab', how });
const idOf = async (key: string): Promise<string> =>
  (await hospital.database.query<{ id: string }>('select id from lab_report where source_key = $1', [key]))[0]!.id;

interface Version { readonly status: string; readonly revision: number; readonly removed: boolean; readonly recordedTo: string | null; readonly changes: { item: string; before: string | null; after: string | null }[] }
const versions = async (key: string, who = clerk) => who.get<{ versions: Version[] }>(`/lab-reports/${await idOf(key)}/versions`);
const drawn = async (): Promise<string> => JSON.stringify((await clerk.get(`/beneficiaries/${person.id}/lab-series?items=GLU`)).body);

describe('a report that changes', () => {
  it('R-44.b is corrected forty days later: both versions stay, each with what it said', async () => {
    await tell(report('R1', '2026-03-01 10:00:00', { sugar: '5.1' }));
    await tell(report('R1', '2026-04-10 10:00:00', { status: 'corrected', revision: '2', sugar: '9.9', more: [{ resultNo: '2', itemCode: 'HBA1C', itemName: '糖化血红蛋白', valueText: '7.2', unit: '%' }] }));
    const { body } = await versions('R1');
    expect(body.versions.map(({ status, revision, recordedTo }) => [status, revision, recordedTo === null])).toEqual([['corrected', 2, true], ['final', 1, false]]);
    expect(body.versions[0]!.changes).toEqual([
      { item: '报告状态', before: '已审核', after: '已更正' }, { item: '葡萄糖', before: '5.1 mmol/L', after: '9.9 mmol/L' },
      { item: '糖化血红蛋白', before: null, after: '7.2 %' },
    ]);
    expect(body.versions[1]!.changes).toEqual([]);
    expect(await drawn()).toContain('9.9');
    expect(await drawn()).not.toContain('5.1');
  });

  it('R-44.b is withdrawn: it leaves the trend and stays in its history', async () => {
    await tell(report('R1', '2026-04-11 10:00:00', { status: 'withdrawn', revision: '3', sugar: '9.9' }));
    expect(await drawn()).not.toContain('9.9');
    const { body } = await versions('R1');
    expect(body.versions.map(({ status }) => status)).toEqual(['withdrawn', 'corrected', 'final']);
    expect(body.versions[0]!.changes).toEqual(expect.arrayContaining([{ item: '报告状态', before: '已更正', after: '已撤回' }]));
  });

  it('W7 is removed at its source: gone from the record, its versions still to be read, and back when told anew', async () => {
    await tell(report('R2', '2026-03-02 10:00:00', { sugar: '6.6' }), 'feed');
    await tell({ ...report('R2', '2026-03-03 10:00:00', { sugar: '6.6' }), gone: '1' }, 'feed');
    expect(await drawn()).not.toContain('6.6');
    expect((await clerk.get(`/lab-reports/${await idOf('R2')}`)).status).toBe(404);
    const { body } = await versions('R2');
    expect(body.versions.map(({ removed }) => removed)).toEqual([true, false]);
    expect(body.versions[0]!.changes).toEqual([{ item: '报告状态', before: '已审核', after: '源端已删除' }]);
    await tell(report('R2', '2026-03-04 10:00:00', { sugar: '6.7' }), 'feed');
    expect(await drawn()).toContain('6.7');
    expect((await versions('R2')).body.versions).toHaveLength(3);
  });

  it('tells nothing of its versions to those who may not see the person, nor of what is not verified', async () => {
    const doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D9' });
    expect((await versions('R1', doctor)).status).toBe(404);
    await tell(report('R3', '2026-03-05 10:00:00', { status: 'preliminary', sugar: '4.4' }));
    expect((await versions('R3')).status).toBe(404);
  });
});
