/**
 * Visits and results as SQL over a table `bench_person (n, id, home, confidential)`: the product and its floor are
 * filled by the same expressions, so both hold the same facts. Nothing random: a second run measures the same.
 */

/** Items of the one panel that everybody has. */
export const ITEMS = ['CREA', 'UREA', 'GLU', 'ALT', 'K'];

const START = `timestamptz '2024-01-01 08:00:00+08'`;
const DAYS = 700;

/** @param {{ people: number, visits: number }} size columns: i, id, person_id, confidential, visit_class, department_code, started_at */
export const visitRows = ({ people, visits }) => `
  select i, ('00000000-0000-4000-9000-' || lpad(i::text, 12, '0'))::uuid as id, p.id as person_id, p.confidential,
    case when i % 8 = 0 then 'inpatient' when i % 9 = 0 then 'emergency' else 'outpatient' end as visit_class,
    case when i % 20 = 0 then d.codes[1 + (p.n + 1) % 10] else p.home end as department_code,
    ${START} + (i::bigint * 104729 % ${DAYS * 1440}) * interval '1 minute' as started_at
  from generate_series(1, ${visits}) i join bench_person p on p.n = 1 + (i::bigint * 7919) % ${people}, bench_department d`;

/** @param {{ people: number, results: number }} size columns: j, id, person_id, confidential, collected_at */
export const reportRows = ({ people, results }) => `
  select j, ('00000000-0000-4000-a000-' || lpad(j::text, 12, '0'))::uuid as id, p.id as person_id, p.confidential,
    ${START} + (j::bigint * 15485863 % ${DAYS * 1440}) * interval '1 minute' as collected_at
  from generate_series(1, ${Math.floor(results / ITEMS.length)}) j join bench_person p on p.n = 1 + j % ${people}`;

/** @param {{ people: number, results: number }} size the reports' columns and: line, item, value */
export const resultRows = (size) => `
  select r.*, line, item, round((20 + (r.j * 31 + line * 17) % 900 / 10.0)::numeric, 1) as value
  from (${reportRows(size)}) r, unnest(array[${ITEMS.map((item) => `'${item}'`).join(', ')}]) with ordinality as items (item, line)`;
