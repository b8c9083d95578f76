import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reportRows, resultRows, visitRows } from './facts.mjs';
import { DEPARTMENTS, patientNo } from './people.mjs';
import { API_DIST } from './places.mjs';

/** @typedef {import('./people.mjs').Person} Person */

const BATCH = 2_000;
const fromApi = (/** @type {string} */ path) => import(pathToFileURL(join(API_DIST, path)).href);

/**
 * Fills the product's own tables as their owner: people with sealed numbers, blind indexes and search tokens by the
 * product's own functions and keys, then access, links, visits and results.
 * @param {import('pg').Client} owner
 * @param {{ people: readonly Person[], size: import('./options.mjs').Options['size'], dataDir: string }} given
 */
export async function fillProduct(owner, { people, size, dataDir }) {
  await stagePeople(owner, people);
  await writePeople(owner, people, dataDir);
  await owner.query(`
    insert into visit (id, source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential,
      visit_class, visit_type, visit_no, registered_at, started_at, seen_at, ended_at, department_code, department_name, doctor_code,
      doctor_name, main_diagnosis_code, main_diagnosis, organization_code, organization_name, status)
    select id, 'HIS', 'V' || i, started_at, 1, md5(i::text), 'HIS', i::text, person_id, confidential, visit_class, '110', 'MZ' || i, started_at,
      started_at, started_at, started_at + interval '1 hour', department_code, '科室' || department_code, 'D' || i % 300, '测试医生',
      'I10.x00', '高血压病', 'H01', '医院', case visit_class when 'inpatient' then 'discharged' else 'finished' end from (${visitRows(size)}) v`);
  await owner.query(`
    insert into person_access (beneficiary_id, department_code, reason) select distinct beneficiary_id, department_code, 'visit' from visit
      union select id, home, 'visit' from bench_person on conflict do nothing`);
  await owner.query(`
    insert into lab_report (id, source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential,
      report_no, panel_name, specimen, collected_at, reported_at, status, result_count, abnormal_count)
    select id, 'LIS', 'R' || j, collected_at, 1, md5(j::text), 'HIS', j::text, person_id, confidential, 'BG' || j, '生化', '血清', collected_at,
      collected_at, 'final', 5, 0 from (${reportRows(size)}) r`);
  await owner.query(`
    insert into lab_result (report_id, result_no, line_no, beneficiary_id, confidential, item_code, item_name, identity_code, value_text,
      value_number, value_kind, unit, range_text, range_low, range_high, specimen, collected_at, effective)
    select id, line::text, line, person_id, confidential, item, item, item, value::text, value, 'number', 'mmol/L', '20-110', 20, 110,
      '血清', collected_at, true from (${resultRows(size)}) r`);
  await owner.query('vacuum analyze');
}

/** @param {import('pg').Client} client @param {readonly Person[]} people */
export async function stagePeople(client, people) {
  await client.query(`create table bench_person (n integer primary key, id uuid, home text, confidential boolean);
    create table bench_department as select array[${DEPARTMENTS.map((code) => `'${code}'`).join(', ')}] as codes`);
  await client.query('insert into bench_person select * from unnest($1::int[], $2::uuid[], $3::text[], $4::boolean[])', [
    people.map(({ n }) => n), people.map(({ id }) => id), people.map(({ home }) => home), people.map(({ confidential }) => confidential),
  ]);
}

async function writePeople(/** @type {import('pg').Client} */ owner, /** @type {readonly Person[]} */ people, /** @type {string} */ dataDir) {
  const [{ FieldCipher }, { openKeyRing }, { nameSort, nameTokens }, { tailsOf }] = await Promise.all([
    fromApi('platform/crypto/field-cipher.js'), fromApi('platform/crypto/key-ring.js'),
    fromApi('features/roster/person-names.js'), fromApi('features/roster/person-numbers.js'),
  ]);
  const cipher = new FieldCipher(openKeyRing(dataDir));
  for (let from = 0; from < people.length; from += BATCH) {
    const some = people.slice(from, from + BATCH);
    await owner.query(
      `insert into beneficiary (id, roster_no, name, name_sort, sex, birth_date, id_type, work_unit, categories, primary_category, care_level, secrecy, origin, demo)
       select id, 'BJ' || lpad(n::text, 6, '0'), name, sort, sex, birth, '01', '测试单位', array['cadre'], 'cadre', 'L2', secrecy, 'bench', true
       from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[]) as p (id, n, name, sort, sex, birth, secrecy)`,
      [
        some.map(({ id }) => id), some.map(({ n }) => n), some.map(({ name }) => name), some.map(({ name }) => nameSort(name)),
        some.map(({ sex }) => sex), some.map(({ birthDate }) => birthDate), some.map(({ confidential }) => (confidential ? 'V' : 'N')),
      ],
    );
    const numbers = some.flatMap(({ id, idCardNo, phone, confidential }) => [
      { id, kind: 'ID_CARD', text: idCardNo, confidential }, { id, kind: 'PHONE', text: phone, confidential },
    ]);
    await owner.query(
      `insert into beneficiary_identifier (beneficiary_id, kind, cipher, blind_index, confidential)
       select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[])`,
      [
        numbers.map(({ id }) => id), numbers.map(({ kind }) => kind), numbers.map(({ text }) => cipher.seal(text)),
        numbers.map(({ kind, text }) => cipher.indexOf(kind, text)), numbers.map(({ confidential }) => confidential),
      ],
    );
    const tokens = some.flatMap((person) => [
      ...nameTokens(person.name),
      ...tailsOf(cipher, person).map((/** @type {string} */ token) => ({ kind: 'tail', token })),
    ].map(({ kind, token }) => ({ id: person.id, kind, token, confidential: person.confidential })));
    await owner.query(
      `insert into person_token (token, kind, beneficiary_id, confidential)
       select * from unnest($1::text[], $2::text[], $3::uuid[], $4::boolean[]) on conflict do nothing`,
      [
        tokens.map(({ token }) => token), tokens.map(({ kind }) => kind), tokens.map(({ id }) => id), tokens.map(({ confidential }) => confidential),
      ],
    );
    await owner.query(
      `insert into patient_link (source_system, patient_id, beneficiary_id, rule, reason, confidential, matched_by)
       select 'HIS', no, id, 'A', 'bench', confidential, 'bench' from unnest($1::text[], $2::uuid[], $3::boolean[]) as l (no, id, confidential)`,
      [some.map(patientNo), some.map(({ id }) => id), some.map(({ confidential }) => confidential)],
    );
  }
}
