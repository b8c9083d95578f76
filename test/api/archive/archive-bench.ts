import type { TestHospital, Visitor } from '../../support/app.js';
import { addCareFacts } from '../../support/care-records.js';
import { addCheckup, addLabReport, addPerson, diagnosis, insertRows, measured, outpatientVisit, type Person, stay } from '../../support/facts.js';

export interface Fact { key: string; at: string | null; cells: Record<string, string | null>; tone: string; corrected: boolean; source: { system: string; number: string; at: string; kind: string; id: string | null } }
export interface Section { key: string; title: string; state: string; remark: string | null; columns: { key: string; title: string }[]; facts: Fact[]; series: { code: string; unit: string | null; note: string | null; points: { at: string; value: number; abnormal: boolean }[] }[] }
export interface Archive { beneficiaryId: string; asOf: string | null; assembledAt: string; ruleVersion: number; groups: { code: string; name: string }[]; sections: Section[]; missing: string[] }

export const sectionOf = (archive: { sections: Section[] }, key: string): Section => archive.sections.find((section) => section.key === key)!;
export const cellsOf = (archive: { sections: Section[] }, key: string, column = 'name'): (string | null)[] => sectionOf(archive, key).facts.map(({ cells }) => cells[column] ?? null);

export const archiveOf = async (visitor: Visitor, id: string, query = ''): Promise<Archive> => (await visitor.get<Archive>(`/beneficiaries/${id}/archive${query}`)).body;

/** Sources that deliver all kinds, read some time ago. */
export async function connectSources({ database }: TestHospital): Promise<void> {
  for (const [id, system, targets] of [
    ['his', 'HIS', ['outpatient-visit', 'inpatient-visit', 'prescription', 'order', 'surgery']], ['lis', 'LIS', ['lab-report']],
    ['ris', 'RIS', ['exam-report']], ['peis', 'PEIS', ['checkup']],
  ] as const) {
    await insertRows(database, 'source', [{
      id, connector_id: id, name: `${system} 接口`, system, host: 'x', patient_numbers_of: 'HIS', enabled: true, state: 'ok', state_since: '2026-01-01', failure_count: 0,
      last_success_at: '2026-03-10T00:00:00+08:00', data_at: '2026-03-10T00:00:00+08:00', late_after_seconds: 300, managed_by: 'console', paused: false,
    }]);
    await insertRows(database, 'source_stream', targets.map((target) => ({
      source_id: id, stream_id: target, target, transport: 'sql-view', fence: 0, next_run_at: '2026-01-01', first_load_done: true, full_requested: false, enabled: true,
      data_at: '2026-03-10T00:00:00+08:00',
    })));
  }
}

/** Somebody with diabetes and high blood pressure, and one fact or more of every kind. */
export async function diabetic({ database }: TestHospital, given: Parameters<typeof addPerson>[1] = {}): Promise<Person> {
  const person = await addPerson(database, { name: '陈国栋', allergies: '青霉素', past_history: '1998 年阑尾切除', work_unit: '市水务局', access: [{ department: '100110' }], ...given });
  const confidential = given?.['secrecy'] === 'V';
  const own = { confidential };
  const first = outpatientVisit(person, { ...own, visit_no: 'MZ-A', started_at: '2024-05-06T09:00:00+08:00', main_diagnosis_code: 'E11.900', main_diagnosis: '2型糖尿病' });
  const second = outpatientVisit(person, { ...own, visit_no: 'MZ-B', started_at: '2026-02-02T09:00:00+08:00', main_diagnosis_code: 'I10.x00x031', main_diagnosis: '高血压病3级（高危）' });
  const ward = stay(person, { ...own, visit_no: 'ZY-A', started_at: '2025-01-10T10:00:00+08:00', ended_at: '2025-01-18T10:00:00+08:00', status: 'discharged' });
  await insertRows(database, 'visit', [first, second, ward]);
  await insertRows(database, 'visit_diagnosis', [diagnosis(second, { code: 'E11.900', name: '2型糖尿病' })]);
  await addLabReport(database, person, { ...own, report_no: 'L-1', collected_at: '2025-06-01T08:00:00+08:00', results: [
    measured('HBA1C', '7.4', { item_name: '糖化血红蛋白', unit: '%', range_text: '4.0～6.0', range_low: 4, range_high: 6, flag: 'H' }),
    measured('CREA', '1.20', { unit: 'mg/dL', range_low: 0.6, range_high: 1.2 }), measured('FPG', '8.1', { unit: 'mmol/L', flag: 'H' }),
  ].map((result) => ({ ...result, ...own })) });
  await addLabReport(database, person, { ...own, report_no: 'L-2', collected_at: '2026-02-03T08:00:00+08:00', results: [
    measured('HBA1C', '6.8', { item_name: '糖化血红蛋白', unit: '%', range_text: '4.0～6.0', range_low: 4, range_high: 6, flag: 'H' }),
    measured('CREA', '96', { unit: 'μmol/L', range_low: 57, range_high: 111 }), measured('AMY', '55', { unit: 'U/L' }), measured('ACR', '12', { unit: 'mg/g' }),
  ].map((result) => ({ ...result, ...own })) });
  await addCareFacts(database, person, { ...own, source_key: `care-${person.id}` });
  await addCheckup(database, person, { ...own, checkup_no: 'TJ-25', checkup_date: '2025-03-05', year: 2025, conclusion: '血压偏高', advice: '低盐饮食', items: [measured('SBP', '150', { item_name: '收缩压', unit: 'mmHg', flag: 'H', ...own })] });
  await addCheckup(database, person, { ...own, checkup_no: 'TJ-26', checkup_date: '2026-03-05', conclusion: '总体稳定', advice: '坚持用药', items: [
    measured('SBP', '136', { item_name: '收缩压', unit: 'mmHg', ...own }), measured('VISION', '1.0', { item_name: '视力', ...own }),
  ] });
  return person;
}
