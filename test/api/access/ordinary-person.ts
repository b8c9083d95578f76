import type { TestHospital } from '../../support/app.js';
import { addCareFacts } from '../../support/care-records.js';
import { addCheckup, addLabReport, insertRows, measured, outpatientVisit, stay } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';

/** Somebody of whom there is something in most tables, in no way special. */
export async function addOrdinaryPerson(hospital: TestHospital): Promise<void> {
  const person = await new RosterBench(hospital).enrol(
    { name: '常见人', workUnit: '普通单位' },
    { department: '100110' },
  );
  await insertRows(hospital.database, 'person_access', [
    { beneficiary_id: person.id, department_code: '@today', staff_no: '', reason: 'test' },
    { beneficiary_id: person.id, department_code: '', staff_no: 'D1', reason: 'test' },
  ]);
  await insertRows(hospital.database, 'visit', [outpatientVisit(person), stay(person)]);
  await addLabReport(hospital.database, person, { results: [measured('WBC', '5.1')] });
  await addCheckup(hospital.database, person);
  await addCareFacts(hospital.database, person);
}
