import type { Target } from '@cadre/connector-kit/connector';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACT_KINDS } from '../../../apps/api/src/features/extraction/fact-kinds/fact-kinds.js';
import { startHospital, type TestHospital } from '../../support/app.js';
import { CARE_RECORDS } from '../../support/care-records.js';
import { addPerson, type Person } from '../../support/facts.js';
import { tellOf } from '../../support/told.js';

let hospital: TestHospital;
let person: Person;
beforeAll(async () => {
  hospital = await startHospital();
  person = await addPerson(hospital.database);
  await hospital.database.query(`insert into patient_link (source_system, patient_id, beneficiary_id, rule, reason, confidential, matched_by)
    values ('HIS', 'P1', $1, 'M3', '测试', false, 'test')`, [person.id]);
});
afterAll(() => hospital.stop());

const TARGETS = Object.keys(CARE_RECORDS) as Target[];
const countOf = async (table: string): Promise<number> => (await hospital.database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;

describe('a fact of every new kind', () => {
  it.each(TARGETS)('R-25.e %s is stored once, and telling of it again changes nothing', async (target) => {
    const record = CARE_RECORDS[target]!;
    const { table, parts } = FACT_KINDS[target]!;
    const lines = Object.values(record).find(Array.isArray)?.length ?? 0;
    expect(await tellOf(hospital, target, [record])).toEqual(['added']);
    expect(await tellOf(hospital, target, [record, record])).toEqual(['superseded', 'unchanged']);
    expect([await countOf(table.name), parts[0] ? await countOf(parts[0].table.name) : 0]).toEqual([1, lines]);
    expect(await countOf(`${table.name}_history`)).toBe(0);
  });

  it.each(TARGETS)('R-25.a %s fills typed columns with everything it told', async (target) => {
    const { table, parts } = FACT_KINDS[target]!;
    const told = (record: object): string[] => Object.entries(record).filter(([name, value]) => typeof value === 'string' && name !== 'changedAt').map(([name]) => snake(name));
    const [row] = await hospital.database.query(`select * from ${table.name}`);
    expect(told(CARE_RECORDS[target]!).filter((column) => row![column] === null || row![column] === undefined)).toEqual([]);
    for (const part of parts) {
      const [line] = await hospital.database.query(`select * from ${part.table.name}`);
      const [first] = Object.values(CARE_RECORDS[target]!).find(Array.isArray)!;
      expect(told(first).filter((column) => line![column] === null || line![column] === undefined)).toEqual([]);
    }
    const loose = await hospital.database.query(`select column_name from information_schema.columns where table_name = $1 and data_type in ('json', 'jsonb', 'bytea')`, [table.name]);
    expect(loose).toEqual([]);
  });

  it.each(TARGETS)('I4 an older version of %s never replaces a newer one, a newer one keeps the earlier', async (target) => {
    const { table, parts } = FACT_KINDS[target]!;
    const [column, text] = target === 'imaging-study' ? ['description', '增强'] : target === 'appointment' ? ['note', '改期'] : ['visitNo', 'ZY2'];
    const newer = { ...CARE_RECORDS[target]!, [column!]: text!, changedAt: '2026-03-05T12:00:00+08:00' };
    expect(await tellOf(hospital, target, [newer])).toEqual(['changed']);
    expect(await tellOf(hospital, target, [CARE_RECORDS[target]!])).toEqual(['superseded']);
    expect(await hospital.database.query(`select ${snake(column!)} as text from ${table.name}`)).toEqual([{ text }]);
    expect(await countOf(`${table.name}_history`)).toBe(1);
    if (parts[0]) expect(await countOf(`${parts[0].table.name}_history`)).toBeGreaterThan(0);
  });

  it('S79 keeps no whole phone number outside what is encrypted', async () => {
    expect(await hospital.database.query('select contact_phone from appointment')).toEqual([{ contact_phone: '138****8000' }]);
  });

  it('I2 is on the view of what is mirrored, with the day and the patient it counts for', async () => {
    const rows = await hospital.database.query<{ target: string }>(
      `select distinct target from v_sync_mirror where patient_id = 'P1' and fact_at is not null and run_id is not null and beneficiary_id = $1`, [person.id]);
    expect(rows.map(({ target }) => target).toSorted()).toEqual(TARGETS.toSorted());
  });
});

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
