import { openVault } from './vault.mjs';
import { compare, paceOf, right } from './rounds.mjs';

const ROUNDS = 3;
const FIRST_DAY = '2026-01-01';
const DAYS = 200;

/**
 * Holding a laboratory's list of reports against what we have of it. The floor reads the same pairs of key and version from
 * both sides with bare pg and compares them by a map.
 * @param {object} given
 * @param {import('./stage.mjs').Stage} given.stage
 * @param {number} given.keys on each side
 * @param {readonly import('./people.mjs').Person[]} given.people
 * @param {Awaited<ReturnType<typeof import('./services.mjs').openServices>>} given.services
 */
export async function measureReconciliation({ stage, keys, people, services }) {
  const owner = await stage.connect('product');
  const source = await fillSource(stage, { keys, people: people.length });
  await fillOurs(owner, { keys, people: people.length, url: stage.urlOf('listed'), dataDir: stage.dataDir });
  const lastDay = new Date(Date.parse(FIRST_DAY) + DAYS * 86_400_000).toISOString().slice(0, 10);
  await services.reconcile('listed', 'lab-reports', { from: FIRST_DAY, to: lastDay });
  const before = await services.residentMb();
  let most = before;
  const product = () => paceOf(keys, async () => {
    const found = await services.reconcile('listed', 'lab-reports', { from: FIRST_DAY, to: lastDay });
    right(found.theirs === keys && found.ours === keys && found.differing_days === 0, `the comparison found ${JSON.stringify(found)}`);
    most = Math.max(most, await services.residentMb());
  });
  const floor = () => paceOf(keys, async () => {
    const equal = await comparePlainly(source, owner);
    right(equal === keys, `the floor found ${equal} equal pairs`);
  });
  const compared = await compare({ name: `对账 ${keys.toLocaleString('en-US')} 个主键 : pg 读出两侧后逐一比较`, goal: null, unit: 'keys/s', rounds: ROUNDS, product, floor });
  await owner.query(`delete from lab_report where source_system = 'listed'; delete from source_stream where source_id = 'listed'; delete from source where id = 'listed'`);
  return { compared, growthMb: most - before };
}

/** @param {import('./stage.mjs').Stage} stage @param {{ keys: number, people: number }} size */
async function fillSource(stage, { keys, people }) {
  const admin = await stage.connect('postgres');
  await admin.query('create database listed');
  const client = await stage.connect('listed');
  await client.query(`
    create table bg as select 'K' || lpad(j::text, 8, '0') as bgdh, lpad((1 + j % ${people})::text, 8, '0') as brid, '2'::text as bgzt, 1 as bbh,
      (timestamp '${FIRST_DAY} 08:00:00' + j * interval '${DAYS} days' / ${keys})::timestamp(3) as xgsj from generate_series(1, ${keys}) j;
    alter table bg add primary key (bgdh);
    create index on bg (xgsj, bgdh);
    create view v_lis_bg as select * from bg`);
  await client.query('vacuum analyze bg');
  return client;
}

/** @param {import('pg').Client} owner @param {{ keys: number, people: number, url: string, dataDir: string }} given */
async function fillOurs(owner, { keys, people, url, dataDir }) {
  const cipher = await openVault(dataDir);
  await owner.query(
    `insert into source (id, connector_id, name, system, host, url_cipher) values ('listed', 'demo-lis', '测量：对账', 'LIS', $1, $2)`,
    [new URL(url).host, cipher.seal(url)],
  );
  await owner.query(`insert into source_stream (source_id, stream_id, target, signpost) values ('listed', 'lab-reports', 'lab-report', '2027-01-01 00:00:00')`);
  await owner.query(`
    insert into lab_report (source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential,
      report_no, panel_name, collected_at, status, result_count, abnormal_count)
    select 'listed', 'K' || lpad(j::text, 8, '0'), date_trunc('milliseconds', (timestamp '${FIRST_DAY} 08:00:00' + j * interval '${DAYS} days' / ${keys})::timestamp(3) at time zone 'Asia/Shanghai'),
      2, md5(j::text), 'HIS', l.patient_id, l.beneficiary_id, l.confidential, 'K' || j, '生化', timestamptz '${FIRST_DAY}', 'final', 0, 0
    from generate_series(1, ${keys}) j join patient_link l on l.source_system = 'HIS' and l.patient_id = lpad((1 + j % ${people})::text, 8, '0')`);
  await owner.query('vacuum analyze lab_report');
}

/** @param {import('pg').Client} theirs @param {import('pg').Client} ours */
async function comparePlainly(theirs, ours) {
  const [{ rows: there }, { rows: here }] = await Promise.all([
    theirs.query({ text: `select bgdh, xgsj::text from v_lis_bg`, rowMode: 'array' }),
    ours.query({ text: `select source_key, to_char(source_version at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS.MS') from lab_report where source_system = 'listed'`, rowMode: 'array' }),
  ]);
  const known = new Map(there.map(([key, version]) => [key, Date.parse(`${version}+08:00`)]));
  return here.filter(([key, version]) => known.get(key) === Date.parse(`${version}+08:00`)).length;
}
