import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './database.js';

type Row = Record<string, unknown>;
export interface Person {
  readonly id: string;
  readonly name: string;
}

let serial = 0;
const next = (prefix: string): string => `${prefix}${String((serial += 1)).padStart(6, '0')}`;

/** Writes rows as the owner. A row may leave out columns that have a default. */
export async function insertRows(db: TestDatabase, table: string, rows: readonly Row[]): Promise<void> {
  const alike = new Map<string, Row[]>();
  for (const row of rows) {
    const columns = Object.keys(row).join(', ');
    alike.set(columns, [...(alike.get(columns) ?? []), row]);
  }
  for (const [columns, some] of alike) {
    await db.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`, [JSON.stringify(some)]);
  }
}

/** Somebody on the roster, visible to those who see everybody, and to these departments, staff numbers and today's list. */
export async function addPerson(db: TestDatabase, given: Row & { access?: readonly { department?: string; staff?: string }[] } = {}): Promise<Person> {
  const { access = [], ...values } = given;
  const person = {
    id: randomUUID(), roster_no: next('TEST'), name: '测试对象', name_sort: 'ceshiduixiang', sex: '1', birth_date: '1950-06-15',
    categories: ['cadre'], primary_category: 'cadre', care_level: 'L2', secrecy: 'N', origin: 'test', ...values,
  };
  await insertRows(db, 'beneficiary', [person]);
  for (const { department = '', staff = '' } of access) {
    await insertRows(db, 'person_access', [{ beneficiary_id: person.id, department_code: department, staff_no: staff, reason: 'visit' }]);
  }
  return { id: person.id, name: person.name };
}

/** What every fact from a source carries. */
function synced(person: Person, system: string): Row & { id: string } {
  const key = next('K');
  return {
    id: randomUUID(), source_system: system, source_key: key, source_version: '2026-01-01T00:00:00+08:00', source_rank: 1, content_hash: key,
    patient_numbers_of: 'HIS', patient_id: next('P'), beneficiary_id: person.id, confidential: false, recorded_from: '2026-01-01T00:00:00+08:00',
  };
}

/** An out-patient visit at the usual department unless said; times carry their zone. */
export function outpatientVisit(person: Person, given: Row = {}): Row & { id: string } {
  return {
    ...synced(person, 'HIS'), visit_class: 'outpatient', visit_type: '110', visit_no: next('MZ'), registered_at: '2026-03-02T08:00:00+08:00',
    started_at: '2026-03-02T09:00:00+08:00', seen_at: '2026-03-02T09:00:00+08:00', department_code: '100110', department_name: '呼吸内科',
    doctor_code: 'D1', doctor_name: '测试医生', main_diagnosis_code: 'I10.x00', main_diagnosis: '高血压病', organization_code: 'H01',
    organization_name: '深圳市第三人民医院', vip: false, status: 'finished', ...given,
  };
}

/** A stay that has not ended unless said. */
export function stay(person: Person, given: Row = {}): Row & { id: string } {
  return {
    ...synced(person, 'HIS'), visit_class: 'inpatient', visit_type: '400', visit_no: next('ZY'), medical_record_no: next('BA'),
    started_at: '2026-03-02T10:00:00+08:00', ended_at: null, department_code: '100110', department_name: '呼吸内科', ward_name: '呼吸内科病区',
    bed_no: '12', doctor_code: 'D1', doctor_name: '测试医生', main_diagnosis_code: 'J18.900', main_diagnosis: '肺炎', vip: false,
    status: 'in_hospital', ...given,
  };
}

export function diagnosis(visit: Row, given: Row): Row {
  return {
    visit_id: visit['id'], diagnosis_no: next('ZD'), beneficiary_id: visit['beneficiary_id'], confidential: visit['confidential'],
    recorded_from: '2026-01-01T00:00:00+08:00', kind: 'outpatient', rank: 2, code: null, name: '糖尿病', suspected: false, ...given,
  };
}

/** A verified report with its results; a result needs at least a code and a text. */
export async function addLabReport(db: TestDatabase, person: Person, given: Row & { results: readonly Row[] }): Promise<{ id: string }> {
  const { results, ...values } = given;
  const report: Row & { id: string } = {
    ...synced(person, 'LIS'), report_no: next('BG'), panel_name: '生化', specimen: '血清', collected_at: '2026-03-02T07:30:00+08:00',
    reported_at: '2026-03-02T11:00:00+08:00', status: 'final', revision: 1, result_count: results.length, abnormal_count: 0, ...values,
  };
  await insertRows(db, 'lab_report', [report]);
  const lines = results.map((result, index) => ({
    report_id: report.id, result_no: String(index + 1), line_no: index + 1, beneficiary_id: person.id, confidential: report['confidential'],
    recorded_from: report['recorded_from'], item_code: result['identity_code'], item_name: result['identity_code'], value_kind: 'number',
    value_text: null, value_number: null, comparator: null, value_ordinal: null, unit: null, range_text: null, range_low: null, range_high: null,
    flag: null, flag_source: null, flag_disagrees: false, critical: false, method: null, collected_at: report['collected_at'],
    effective: report['status'] === 'final' || report['status'] === 'corrected', ...result,
  }));
  if (lines.length) await insertRows(db, 'lab_result', lines);
  return report;
}

/** A number with its unit and range, as a result of {@link addLabReport}. */
export function measured(code: string, text: string, given: Row = {}): Row {
  return { identity_code: code, value_text: text, value_number: Number(text), ...given };
}

export async function addCheckup(db: TestDatabase, person: Person, given: Row & { items?: readonly Row[]; sections?: readonly Row[] } = {}): Promise<{ id: string }> {
  const { items = [], sections = [], ...values } = given;
  const checkup: Row & { id: string } = {
    ...synced(person, 'PEIS'), checkup_no: next('TJ'), year: 2026, checkup_date: '2026-03-05', package_name: '干部年度体检', status: 'issued',
    revision: 1, abnormal_count: 0, ...values,
  };
  await insertRows(db, 'checkup', [checkup]);
  const own = { checkup_id: checkup.id, beneficiary_id: person.id, confidential: checkup['confidential'], recorded_from: checkup['recorded_from'] };
  for (const [index, section] of sections.entries()) await insertRows(db, 'checkup_section', [{ ...own, section_no: `F${index + 1}`, ...section }]);
  for (const [index, item] of items.entries()) {
    await insertRows(db, 'checkup_item', [{
      ...own, item_no: `M${index + 1}`, line_no: index + 1, state: 'done', item_code: item['identity_code'], item_name: item['identity_code'],
      value_kind: 'number', flag_disagrees: false, critical: false, ...item,
    }]);
  }
  return checkup;
}
