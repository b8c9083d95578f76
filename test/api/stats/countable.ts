import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '../../support/database.js';
import { addPerson, insertRows, outpatientVisit, type Person, stay } from '../../support/facts.js';

type Row = Record<string, unknown>;
let serial = 0;
const next = (prefix: string): string => `${prefix}${(serial += 1)}`;

function synced(person: Person, system: string): Row & { id: string } {
  const key = next('S');
  return {
    id: randomUUID(), source_system: system, source_key: key, source_version: '2026-01-01T00:00:00+08:00', source_rank: 1, content_hash: key,
    patient_numbers_of: 'HIS', patient_id: next('P'), beneficiary_id: person.id, confidential: false,
  };
}

/** Somebody with the levels that he held, each from a day on; a 特需 person has none. */
export async function addHolder(db: TestDatabase, levels: readonly (readonly [level: string, from: string])[], given: Row & { access?: readonly { department?: string; staff?: string }[] } = {}): Promise<Person> {
  const person = await addPerson(db, { care_level: levels.at(-1)?.[0] ?? null, ...given });
  const rows = levels.map(([care_level, valid_from], at) => ({
    beneficiary_id: person.id, care_level, valid_from, valid_until: levels[at + 1] ? dayBefore(levels[at + 1]![1]) : null, origin: 'test', confidential: false,
  }));
  if (rows.length) await insertRows(db, 'care_identity', rows.map((row) => ({ id: randomUUID(), created_at: '2020-01-01T00:00:00Z', ...row })));
  return person;
}

export const VIP = { categories: ['vip'], primary_category: 'vip', care_level: null } as const;

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
export const at = (day: string, time = '09:00'): string => `${day}T${time}:00+08:00`;

export const clinic = (db: TestDatabase, person: Person, day: string, given: Row = {}): Promise<void> =>
  insertRows(db, 'visit', [outpatientVisit(person, { registered_at: at(day, '08:00'), seen_at: at(day), started_at: at(day), ...given })]);

export async function admitted(db: TestDatabase, person: Person, day: string, given: Row = {}): Promise<string> {
  const row = stay(person, { started_at: at(day, '10:00'), ...given });
  await insertRows(db, 'visit', [row]);
  return row.id;
}

export async function operated(db: TestDatabase, person: Person, day: string, { codes, ...given }: Row & { codes: readonly string[] }): Promise<string> {
  const row: Row & { id: string } = {
    ...synced(person, 'OR'), surgery_no: next('SS'), status: 'completed', scheduled_at: at(day, '08:00'), started_at: at(day, '08:30'), ended_at: at(day, '10:00'),
    department_code: '100201', department_name: '普通外科', surgeon_name: '主刀医生', emergency: false, ...given,
  };
  await insertRows(db, 'surgery', [row]);
  await insertRows(db, 'surgery_procedure', codes.map((code, i) => ({
    surgery_id: row.id, procedure_no: String(i + 1), beneficiary_id: person.id, confidential: row['confidential'], recorded_from: at(day), rank: i + 1, code, name: `操作${code}`, main: i === 0,
  })));
  return row.id;
}

export async function scoped(db: TestDatabase, person: Person, day: string, { endoscope, ...given }: Row & { endoscope: 'gastro' | 'colon' | 'broncho' }): Promise<void> {
  await insertRows(db, 'exam_report', [{
    ...synced(person, 'ES'), exam_no: next('JC'), category: 'ENDOSCOPY', modality: 'ES', item_name: endoscope === 'gastro' ? '胃镜' : '肠镜', endoscopy_kind: endoscope,
    department_code: '2005', department_name: '内镜中心', request_department_code: '100110', examined_at: at(day, '14:00'), status: 'final', revision: 1, critical: false, ...given,
  }]);
}

export async function consulted(db: TestDatabase, person: Person, day: string, { departments, ...given }: Row & { departments: readonly string[] }): Promise<void> {
  const row: Row & { id: string } = {
    ...synced(person, 'HIS'), consultation_no: next('HZ'), kind: 'multidisciplinary', status: 'finished', urgent: false, requested_at: at(day, '10:00'), started_at: at(day, '15:00'),
    ended_at: at(day, '16:00'), request_department_code: '100110', request_department_name: '干部保健科', ...given,
  };
  await insertRows(db, 'consultation', [row]);
  await insertRows(db, 'consultation_participant', departments.map((code, i) => ({
    consultation_id: row.id, participant_no: String(i + 1), beneficiary_id: person.id, confidential: row['confidential'], recorded_from: at(day),
    department_code: code, department_name: `科室${code}`, doctor_name: `医生${i}`, arrived_at: at(day, '15:05'), opinion: '同意',
  })));
}

export async function examined(db: TestDatabase, person: Person, day: string, given: Row = {}): Promise<void> {
  await insertRows(db, 'checkup', [{
    ...synced(person, 'PEIS'), checkup_no: next('TJ'), year: 2026, checkup_date: day, package_name: '年度体检', chief_doctor: '主检医生', status: 'issued', revision: 1, abnormal_count: 0, ...given,
  }]);
}
