import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import type { TestHospital } from '../../support/app.js';
import { addCheckup, addLabReport, addPerson, diagnosis, insertRows, measured, outpatientVisit, stay } from '../../support/facts.js';
import { staffRow } from '../../support/staff.js';

const DIAGNOSES = [['I10.x00', '高血压病'], ['E11.900', '2型糖尿病'], ['Z00.001', '健康查体'], ['K76.000', '脂肪肝']] as const;
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString();


/** Thirty-six people who differ in everything that the list of health records is asked by. */
export async function addArchivePeople(hospital: TestHospital): Promise<void> {
  const db = hospital.database;
  const cipher = hospital.app.get(FieldCipher, { strict: false });
  await insertRows(db, 'staff', [staffRow('D71', '周大夫', '100110'), staffRow('D72', '吴大夫', '100110')]);
  for (let nth = 0; nth < 36; nth += 1) {
    const person = await addPerson(db, {
      name: `对象${nth}`, sex: nth % 3 ? '1' : '2', birth_date: `${1935 + nth}-04-0${1 + (nth % 9)}`, work_unit: nth % 4 ? '市水务局' : '市档案馆',
      categories: nth % 5 ? ['cadre'] : ['vip'], care_level: ['L1', 'L2', 'L3'][nth % 3], care_doctor_no: ['D71', 'D72', null][nth % 3],
    });
    await insertRows(db, 'beneficiary_identifier', [{
      beneficiary_id: person.id, kind: 'SOCIAL_SECURITY_NO', cipher: cipher.seal(`SB${1000 + nth}`), blind_index: cipher.indexOf('SOCIAL_SECURITY_NO', `SB${1000 + nth}`), confidential: false,
    }]);
    const [code, name] = DIAGNOSES[nth % 4]!;
    const visit = outpatientVisit(person, { started_at: day(nth * 30 + 5), main_diagnosis_code: code, main_diagnosis: name });
    await insertRows(db, 'visit', [visit, ...(nth % 7 ? [] : [stay(person, { started_at: day(3) })])]);
    if (nth % 2) await insertRows(db, 'visit_diagnosis', [diagnosis(visit, { code: 'E78.500', name: '高脂血症', suspected: nth % 6 === 1 })]);
    await addLabReport(db, person, { collected_at: day(nth + 20), results: [measured('FPG', '9.9', { unit: 'mmol/L' })] });
    await addLabReport(db, person, { collected_at: day(nth + 1), results: [measured('FPG', String(4 + (nth % 8)), { unit: nth % 9 ? 'mmol/L' : 'mg/dL' })] });
    if (nth % 5 === 1) {
      await db.query(
        `insert into archive_version (beneficiary_id, confidential, version, number, template_id, template_version, template_name, audience, rule_version, as_of,
           content, content_hash, missing, generated_by, generated_name, signed_at)
         select $1, false, 1, $2, t.id, 1, t.name, 'staff', r.version, now(), '{}', '', '{}', 'u', 'u', case when $3 then now() end
         from archive_template t, archive_rule_set r limit 1`, [person.id, `DA${nth}`, nth % 2 === 0]);
    }
    if (nth % 3) await addCheckup(db, person, { checkup_date: day(nth * 20).slice(0, 10) });
  }
}

/** Each condition as somebody would say it in plain SQL, knowing nothing of the list. */
const SEEN = `v.beneficiary_id = b.id and v.deleted_at is null and v.status not in ('cancelled', 'refunded')`;
const AGE = `extract(year from age((now() at time zone 'Asia/Shanghai')::date, b.birth_date))`;
const newest = `(select x.value_number from lab_result x where x.beneficiary_id = b.id and x.identity_code = 'FPG' and x.unit = 'mmol/L' order by x.collected_at desc limit 1)`;
const said = (what: string, since = 'true') =>
  `b.id in (select v.beneficiary_id from visit v where ${SEEN} and ${since} and ${what.replaceAll('NAME', 'v.main_diagnosis').replaceAll('CODE', 'v.main_diagnosis_code')}
    union select v.beneficiary_id from visit v join visit_diagnosis d on d.visit_id = v.id where ${SEEN} and ${since} and not d.suspected and ${what.replaceAll('NAME', 'd.name').replaceAll('CODE', 'd.code')})`;
export const ORACLE: readonly (readonly [query: string, sql: string])[] = [
  ['keyword=对象1', `b.name like '%对象1%'`],
  ['doctor=周', `b.care_doctor_no = 'D71'`],
  ['version=none', `b.id not in (select a.beneficiary_id from archive_version a)`],
  ['version=signed', `b.id in (select a.beneficiary_id from archive_version a where a.signed_at is not null)`],
  ['category=vip', `'vip' = any (b.categories)`],
  ['careLevel=L1&careLevel=L3', `b.care_level in ('L1', 'L3')`],
  ['cardNo=SB1007', `b.name = '对象7'`],
  ['diagnosis=I10&everDiagnosed=true', said(`CODE like 'I10%'`)],
  ['diagnosis=糖尿病', said(`NAME like '%糖尿病%'`, `v.started_at >= now() - interval '1 year'`)],
  ['diagnosis=gxy&everDiagnosed=true', said(`NAME = '高血压病'`)],
  ['diagnosis=E78&everDiagnosed=true', said(`CODE like 'E78%'`)],
  ['sex=2', `b.sex = '2'`],
  ['ageFrom=65&ageTo=80', `${AGE} between 65 and 80`],
  ['workUnit=水务', `b.work_unit like '%水务%'`],
  ['inHospital=true', `exists (select 1 from visit v where ${SEEN} and v.status = 'in_hospital')`],
  [`lastVisitTo=${day(100).slice(0, 10)}`, `(select max(v.started_at) from visit v where ${SEEN}) < (date '${day(100).slice(0, 10)}' + 1)::timestamp at time zone 'Asia/Shanghai'`],
  [`lastVisitFrom=${day(200).slice(0, 10)}`, `(select max(v.started_at) from visit v where ${SEEN}) >= (date '${day(200).slice(0, 10)}')::timestamp at time zone 'Asia/Shanghai'`],
  ['labItem=FPG&labIs=gt&labValue=7', `${newest} > 7`],
  ['labItem=FPG&labIs=lt&labValue=6', `${newest} < 6`],
  ['checkupOverdue=true', `not exists (select 1 from checkup c where c.beneficiary_id = b.id and c.checkup_date > (now() at time zone 'Asia/Shanghai')::date - interval '1 year')`],
];

/** The same of the fields that readers join themselves. */
export const TERM_ORACLE: readonly (readonly [term: Record<string, unknown>, sql: string])[] = [
  [{ field: 'diagnosis', operator: 'contains', value: '糖尿病' }, said(`NAME like '%糖尿病%'`, `v.started_at >= now() - interval '1 year'`)],
  [{ field: 'everDiagnosed', operator: 'contains', value: 'E78' }, said(`CODE like 'E78%'`)],
  [{ field: 'everDiagnosed', operator: 'notContains', value: '高血压' }, `not ${said(`NAME like '%高血压%'`)}`],
  [{ field: 'latestLab', operator: 'gt', item: 'FPG', value: 7 }, `coalesce(${newest} > 7, false)`],
  [{ field: 'latestLab', operator: 'between', item: 'FPG', value: [5, 8] }, `coalesce(${newest} between 5 and 8, false)`],
  [{ field: 'lab', operator: 'gt', item: 'FPG', value: 9, days: 30 }, `b.id in (select x.beneficiary_id from lab_result x where x.identity_code = 'FPG' and x.unit = 'mmol/L' and x.value_number > 9
    and (x.collected_at at time zone 'Asia/Shanghai')::date > (now() at time zone 'Asia/Shanghai')::date - 30)`],
  [{ field: 'doctor', operator: 'contains', value: '吴' }, `coalesce(b.care_doctor_no = 'D72', false)`],
  [{ field: 'doctor', operator: 'empty' }, `b.care_doctor_no is null`],
  [{ field: 'inHospital', operator: 'is', value: false }, `not exists (select 1 from visit v where ${SEEN} and v.status = 'in_hospital')`],
  [{ field: 'lastVisitAt', operator: 'lastDays', value: 200 }, `exists (select 1 from visit v where ${SEEN} and (v.started_at at time zone 'Asia/Shanghai')::date > (now() at time zone 'Asia/Shanghai')::date - 200)`],
  [{ field: 'lastCheckup', operator: 'empty' }, `not exists (select 1 from checkup c where c.beneficiary_id = b.id)`],
  [{ field: 'checkupOverdue', operator: 'is', value: true }, `not exists (select 1 from checkup c where c.beneficiary_id = b.id and c.checkup_date > (now() at time zone 'Asia/Shanghai')::date - interval '1 year')`],
  [{ field: 'version', operator: 'in', value: ['unsigned', 'none'] }, `b.id not in (select a.beneficiary_id from archive_version a where a.signed_at is not null)`],
  [{ field: 'category', operator: 'in', value: ['vip'] }, `'vip' = any (b.categories)`],
  [{ field: 'careLevel', operator: 'notIn', value: ['L1'] }, `b.care_level <> 'L1'`],
  [{ field: 'workUnit', operator: 'startsWith', value: '市水' }, `b.work_unit like '市水%'`],
  [{ field: 'age', operator: 'gte', value: 70 }, `${AGE} >= 70`],
];
