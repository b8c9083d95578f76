import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCheckup, addLabReport, addPerson, diagnosis, insertRows, measured, outpatientVisit, stay } from '../../support/facts.js';

const DIAGNOSES = [['I10.x00', '高血压病'], ['E11.900', '2型糖尿病'], ['Z00.001', '健康查体'], ['K76.000', '脂肪肝']] as const;
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString();

let hospital: TestHospital;
let doctor: Visitor;

beforeAll(async () => {
  hospital = await startHospital();
  const db = hospital.database;
  doctor = await hospital.signIn('OFFICE_STAFF');
  const cipher = hospital.app.get(FieldCipher, { strict: false });
  for (let nth = 0; nth < 36; nth += 1) {
    const person = await addPerson(db, {
      name: `对象${nth}`, sex: nth % 3 ? '1' : '2', birth_date: `${1935 + nth}-04-0${1 + (nth % 9)}`, work_unit: nth % 4 ? '市水务局' : '市档案馆',
      categories: nth % 5 ? ['cadre'] : ['vip'], care_level: ['L1', 'L2', 'L3'][nth % 3], care_doctor_no: null,
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
    if (nth % 3) await addCheckup(db, person, { checkup_date: day(nth * 20).slice(0, 10) });
  }
});
afterAll(() => hospital.stop());

/** Each condition as somebody would say it in plain SQL, knowing nothing of the list. */
const SEEN = `v.beneficiary_id = b.id and v.deleted_at is null and v.status not in ('cancelled', 'refunded')`;
const AGE = `extract(year from age((now() at time zone 'Asia/Shanghai')::date, b.birth_date))`;
const newest = `(select x.value_number from lab_result x where x.beneficiary_id = b.id and x.identity_code = 'FPG' and x.unit = 'mmol/L' order by x.collected_at desc limit 1)`;
const said = (what: string, since = 'true') =>
  `b.id in (select v.beneficiary_id from visit v where ${SEEN} and ${since} and ${what.replaceAll('NAME', 'v.main_diagnosis').replaceAll('CODE', 'v.main_diagnosis_code')}
    union select v.beneficiary_id from visit v join visit_diagnosis d on d.visit_id = v.id where ${SEEN} and ${since} and not d.suspected and ${what.replaceAll('NAME', 'd.name').replaceAll('CODE', 'd.code')})`;
const ORACLE: readonly (readonly [query: string, sql: string])[] = [
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
  [`lastVisitFrom=${day(200).slice(0, 10)}`, `(select max(v.started_at) from visit v where ${SEEN}) >= (date '${day(200).slice(0, 10)}')::timestamp at time zone 'Asia/Shanghai'`],
  ['labItem=FPG&labIs=gt&labValue=7', `${newest} > 7`],
  ['labItem=FPG&labIs=lt&labValue=6', `${newest} < 6`],
  ['checkupOverdue=true', `not exists (select 1 from checkup c where c.beneficiary_id = b.id and c.checkup_date > (now() at time zone 'Asia/Shanghai')::date - interval '1 year')`],
];

const found = async (query: string): Promise<string[]> => {
  const { status, body } = await doctor.get(`/archives?pageSize=100&${query}`);
  expect(status, query).toBe(200);
  expect(body.total, query).toBe(body.items.length);
  return body.items.map(({ name }) => String(name)).toSorted();
};
const expected = async (sql: string): Promise<string[]> => (await hospital.database.query<{ name: string }>(`select b.name from beneficiary b where ${sql}`)).map(({ name }) => name).toSorted();

describe('the list of health records', () => {
  it.each(ORACLE)('R-16.a R-16.b %s finds exactly whom plain SQL finds', async (query, sql) => {
    const right = await expected(sql);
    expect(right.length, 'the data must tell the condition from none').toBeGreaterThan(0);
    expect(right.length).toBeLessThan(36);
    expect(await found(query)).toEqual(right);
  });

  it('R-16.a any two conditions together find whom both find', async () => {
    for (const [at, [one, first]] of ORACLE.entries()) {
      for (const [two, second] of ORACLE.slice(at + 1)) {
        const [a, b] = [one.split('&')[0]!.split('=')[0], two.split('&')[0]!.split('=')[0]];
        if (a === b) continue;
        expect(await found(`${one}&${two}`), `${one} & ${two}`).toEqual(await expected(`(${first}) and (${second})`));
      }
    }
  }, 120_000);

  it('R-16.c a card number finds nobody by its beginning', async () => {
    for (const part of ['SB', 'SB10', 'SB100']) expect(await found(`cardNo=${part}`)).toEqual([]);
  });

  it('R-16.d refuses a range that ends before it begins, and half a laboratory condition', async () => {
    for (const query of ['ageFrom=80&ageTo=60', 'lastVisitFrom=2026-02-01&lastVisitTo=2026-01-01', 'labItem=FPG', 'labItem=NOSUCH&labValue=1']) {
      expect((await doctor.get(`/archives?${query}`)).status, query).toBe(400);
    }
  });

  it('says how complete each record is and which version is its newest', async () => {
    const { body } = await doctor.get('/archives?keyword=对象7');
    expect(body.items[0]).toMatchObject({ name: '对象7', parts: 8, present: 4, version: null, archiveId: null, inHospital: true });
  });

  it('does not let somebody ask by what he may not read', async () => {
    await hospital.database.query(`delete from role_permission where role_code = 'NURSE' and permission in ('lab:read', 'diagnosis:read')`);
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110' });
    for (const query of ['diagnosis=I10', 'labItem=FPG&labValue=7']) expect((await nurse.get(`/archives?${query}`)).status).toBe(403);
  });
});
