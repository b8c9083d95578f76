import { resultRows, visitRows } from '../facts.mjs';
import { stagePeople } from '../product-data.mjs';
import { patientNo } from '../people.mjs';

/** Plain tables with the indexes that the questions want, and nothing else: no rights, no history, no ciphers. */
const TABLES = `
  create table person (id uuid primary key, patient_no text unique, name text, sex text, birth_date date, id_card_no text, phone text,
    work_unit text, categories text[], care_level text);
  create index on person (id_card_no);
  create table person_gram (gram text, person_id uuid, primary key (gram, person_id));
  create table visit (id uuid primary key, person_id uuid, visit_class text, visit_no text, department_code text, department_name text,
    doctor_name text, main_diagnosis text, started_at timestamptz, ended_at timestamptz, status text);
  create index on visit (visit_class, started_at desc, id desc);
  create table result (report_no text, line_no integer, person_id uuid, item_code text, item_name text, value_text text,
    value_number double precision, unit text, range_text text, flag text, collected_at timestamptz, primary key (report_no, line_no));
  create index on result (person_id, item_code, collected_at);
  create table inbox (id bigint generated always as identity primary key, control_id text, payload text);
  create table audit (id bigint generated always as identity primary key, at timestamptz default now(), actor text, operation text, object_id text);

  create table view_report (report_no text primary key, patient_no text, panel_name text, status text, department_name text,
    requesting_doctor text, collected_at timestamptz, reported_at timestamptz, changed_at timestamptz, hash text);
  create index on view_report (patient_no, collected_at);
  create table view_result (report_no text, result_no text, line_no integer, patient_no text, item_code text, item_name text, value_text text,
    unit text, range_text text, range_low text, range_high text, flag text, method text, instrument text, hash text,
    primary key (report_no, result_no));
  create index on view_result (patient_no, item_code);`;

/**
 * @param {import('pg').Client} client
 * @param {{ people: readonly import('../people.mjs').Person[], size: import('../options.mjs').Options['size'] }} given
 */
export async function fillFloor(client, { people, size }) {
  await client.query(TABLES);
  await stagePeople(client, people);
  await client.query(
    `insert into person select id, no, name, sex, birth, card, phone, '测试单位', array['cadre'], 'L2'
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::date[], $6::text[], $7::text[]) as p (id, no, name, sex, birth, card, phone)`,
    [
      people.map(({ id }) => id), people.map(patientNo), people.map(({ name }) => name), people.map(({ sex }) => sex),
      people.map(({ birthDate }) => birthDate), people.map(({ idCardNo }) => idCardNo), people.map(({ phone }) => phone),
    ],
  );
  const grams = people.flatMap(({ id, name }) => [...new Set([...name, name.slice(0, 2), name.slice(1, 3)])].map((gram) => ({ id, gram })));
  await client.query('insert into person_gram select * from unnest($1::text[], $2::uuid[])', [grams.map(({ gram }) => gram), grams.map(({ id }) => id)]);
  await client.query(`
    insert into visit select id, person_id, visit_class, 'MZ' || i, department_code, '科室' || department_code, '测试医生', '高血压病',
      started_at, started_at + interval '1 hour', 'finished' from (${visitRows(size)}) v`);
  await client.query(`
    insert into result select 'BG' || j, line, person_id, item, item, value::text, value, 'mmol/L', '20-110', null, collected_at
      from (${resultRows(size)}) r`);
  await client.query('vacuum analyze');
}
