import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { destroyCluster, startCluster } from '@cadre/tooling/postgres/embedded-postgres.mjs';
import pg from 'pg';
import type { KillableProduct } from './killable-product.js';

const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
/** Patients of the laboratory, all on the roster. */
const PATIENTS = 100;
/** Results of a report. */
const EACH = 4;

/** A laboratory with many reports behind two views, as the delivered LIS connector reads them. */
export interface Laboratory {
  readonly connectorsFile: string;
  /** Changes one report and adds another, both at the time of now. */
  change(turn: number): Promise<void>;
  /** What the mirror must hold: `report version lines`, sorted. */
  reports(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Makes the laboratory, puts its patients on the product's roster and names it in a CONNECTORS_FILE. */
export async function openLaboratory(product: KillableProduct, rows: number): Promise<Laboratory> {
  const directory = join(product.directory, 'laboratory');
  const cluster = await startCluster({ directory, settings: FAST });
  const pool = new pg.Pool({ connectionString: cluster.url, max: 2 });
  const reports = Math.ceil(rows / (EACH + 1));
  await pool.query(`
    create table bg as select 'R' || lpad(j::text, 7, '0') as bgdh, (1 + j % ${PATIENTS})::text as brid, '生化'::text as jyxmmc, '血清'::text as bbmc,
      '2'::text as bgzt, 1 as bbh, at - interval '2 hours' as cjrq, at as bgrq, at as shrq, at as xgsj
    from (select j, date_trunc('milliseconds', (now() at time zone 'Asia/Shanghai')) - (${reports} - j) * interval '1 second' - interval '1 minute' as at
          from generate_series(1, ${reports}) j) r;
    alter table bg add primary key (bgdh);
    create index on bg (xgsj, bgdh);
    create table jg as select b.bgdh, b.bgdh || '-' || line as jgid, line::text as dyxh, 'GLU' || line as jczbdm, '葡萄糖'::text as jczbmc,
      (3 + (row_number() over ()) % 50 / 10.0)::text as jczbjg, 'mmol/L'::text as jldw, '3.9-6.1'::text as ckz
    from bg b, generate_series(1, ${EACH}) line;
    create index on jg (bgdh, jgid)`);
  // Columns that a smaller laboratory leaves empty.
  const none = (names: string): string => names.split(' ').map((name) => `null::text as ${name}`).join(', ');
  await pool.query(`
    create view v_lis_bg as select bg.*, ${none('jzlsh mzzybz brxm brxb csrq nl zyh_mzh sqdh sqksbm sqksmc sqysxm jsrq jyrq jyxmdm jyz shz bz')} from bg;
    create view v_lis_jg as select jg.*, ${none('bbh reflo refhi ycts wjz jcff yqbh loinc xjmc ymjg wjztzsj wjztzr wjzclsj')} from jg;
    create role reader_lab login password 'reader_lab'; grant select on v_lis_bg, v_lis_jg to reader_lab`);
  await enrol(product);
  return {
    connectorsFile: describe(product, cluster.url),
    change: (turn) => change(pool, turn, reports),
    reports: async () => (await pool.query<{ line: string }>(
      `select bgdh || ' ' || to_char(xgsj, 'YYYY-MM-DD HH24:MI:SS.MS') || ' ' || (select count(*) from jg where jg.bgdh = bg.bgdh) as line from bg order by 1`)).rows.map(({ line }) => line),
    stop: async () => {
      if (pool.ended) return;
      await pool.end();
      await destroyCluster(directory);
    },
  };
}

async function change(pool: pg.Pool, turn: number, reports: number): Promise<void> {
  const now = `date_trunc('milliseconds', clock_timestamp() at time zone 'Asia/Shanghai')`;
  const some = `R${String(1 + ((turn * 37) % reports)).padStart(7, '0')}`;
  await pool.query(`with changed as (update bg set bbh = bbh + 1, xgsj = ${now} where bgdh = $1 returning bgdh)
    update jg set jczbjg = (4 + ${turn % 40} / 10.0)::text from changed where jg.bgdh = changed.bgdh`, [some]);
  const fresh = `N${String(turn).padStart(7, '0')}`;
  await pool.query(`with made as (insert into bg select $1, (1 + $2::int % ${PATIENTS})::text, '生化', '血清', '2', 1, ${now}, ${now}, ${now}, ${now} returning bgdh)
    insert into jg select bgdh, bgdh || '-1', '1', 'GLU1', '葡萄糖', '5.5', 'mmol/L', '3.9-6.1' from made`, [fresh, turn]);
}

/** The laboratory's patients are ours: their numbers are linked, nothing has to be recognised. */
async function enrol(product: KillableProduct): Promise<void> {
  await product.query(`
    insert into beneficiary (roster_no, name, name_sort, sex, birth_date, categories, primary_category, care_level, secrecy, origin)
      select 'F' || j, '测试对象', 'ceshiduixiang', '1', date '1950-01-01', '{cadre}', 'cadre', 'L2', 'N', 'test' from generate_series(1, ${PATIENTS}) j`);
  await product.query(`
    insert into patient_link (source_system, patient_id, beneficiary_id, rule, reason, confidential, matched_by)
      select 'HIS', lpad(substr(roster_no, 2), 8, '0'), id, 'M3', '测试', false, 'test' from beneficiary where roster_no ~ '^F'`);
}

function describe(product: KillableProduct, url: string): string {
  const address = new URL(url);
  address.username = address.password = 'reader_lab';
  const file = join(product.directory, 'laboratory.json');
  writeFileSync(file, JSON.stringify({ allow: [address.host], sources: [{ id: 'lab', connector: 'demo-lis', name: '检验（大量数据）', url: address.href }] }));
  return file;
}
