import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACT_KINDS } from '../../../apps/api/src/features/extraction/fact-kinds/fact-kinds.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCareFacts } from '../../support/care-records.js';
import { addCheckup, addLabReport, addPerson, diagnosis, insertRows, measured, outpatientVisit } from '../../support/facts.js';

interface Asset {
  type: string;
  departmentCode: string | null;
  departmentName: string | null;
  departmentKnown: boolean;
  rows: number;
  firstAt: string;
  lastAt: string;
  updatedAt: string;
}

let hospital: TestHospital;
let office: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  office = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const person = await addPerson(hospital.database);
  await addCareFacts(hospital.database, person);
  const visit = outpatientVisit(person, { department_code: 'X9', department_name: '老院科室' });
  await insertRows(hospital.database, 'visit', [visit]);
  await insertRows(hospital.database, 'visit_diagnosis', [diagnosis(visit, {})]);
  await addLabReport(hospital.database, person, { department_code: '3001', department_name: '检验科', collected_at: '2026-01-05T08:00:00+08:00', results: [measured('WBC', '5.1')] });
  await addLabReport(hospital.database, person, { department_code: '3001', department_name: '检验科', collected_at: '2026-02-05T08:00:00+08:00', results: [] });
  await addCheckup(hospital.database, person);
});
afterAll(() => hospital.stop());

const assets = async (visitor = office) => (await visitor.get<{ items: Asset[] }>('/data-assets')).body.items;

describe('what is stored, by type and department', () => {
  it('R-25 names rows, first and last day and the last update of every type of fact', async () => {
    const items = await assets();
    expect(new Set(items.map(({ type }) => type))).toEqual(new Set([
      'lab', 'exam', 'imaging', 'order', 'prescription', 'note', 'checkup', 'diagnosis', 'surgery', 'consultation', 'visit', 'appointment',
    ]));
    const lab = items.find(({ type }) => type === 'lab')!;
    expect([lab.rows, new Date(lab.firstAt).toISOString(), new Date(lab.lastAt).toISOString()]).toEqual([2, '2026-01-05T00:00:00.000Z', '2026-02-05T00:00:00.000Z']);
    expect(Date.parse(lab.updatedAt)).toBeGreaterThan(0);
  });

  it('R-25.d shows our name of a department and says which ones we do not know', async () => {
    const items = await assets();
    const of = (type: string) => items.find((item) => item.type === type)!;
    const [ours] = await hospital.database.query<{ name: string }>(`select name from department where code = '100110'`);
    expect([of('order').departmentName, of('order').departmentKnown]).toEqual([ours!.name, true]);
    expect([of('visit').departmentName, of('visit').departmentKnown]).toEqual(['老院科室', false]);
    expect([of('checkup').departmentCode, of('checkup').departmentKnown]).toEqual([null, true]);
  });

  it('S38 counts a 机密 person only for those who may see him', async () => {
    const before = await assets();
    const secret = await addPerson(hospital.database, { secrecy: 'V' });
    await addCareFacts(hospital.database, secret, { confidential: true }, (text) => `${text}8`);
    expect(await assets()).toEqual(before);
  });

  it('R-25.d is not for those without the right', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110' });
    expect((await nurse.get('/data-assets')).status).toBe(403);
  });

  it('R-25.a every fact table has a typed column for everything, and says where each row came from', async () => {
    for (const { table } of Object.values(FACT_KINDS)) {
      const columns = await hospital.database.query<{ name: string; type: string }>(
        `select column_name as name, data_type as type from information_schema.columns where table_name = $1`, [table.name]);
      expect(columns.filter(({ type }) => /json|bytea|ARRAY/.test(type)), table.name).toEqual([]);
      const names = columns.map(({ name }) => name);
      for (const origin of ['source_system', 'source_key', 'source_version', 'run_id', 'inbox_id']) expect(names, table.name).toContain(origin);
    }
    const value = await hospital.database.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = 'lab_result' and data_type = 'double precision'`);
    expect(value.map(({ name }) => name).toSorted()).toEqual(['range_high', 'range_low', 'value_number', 'value_ordinal']);
  });
});
