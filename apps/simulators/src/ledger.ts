import type { Desk } from './desk.js';
import { STUDY_FACTS } from './pacs-studies.js';
import type { LineName, System } from './table.js';

/** One fact a system has committed; `version` is its xgsj exactly as the view prints it. */
export interface Fact {
  readonly entity: string;
  readonly key: string;
  readonly patientId: string | null;
  readonly version: string | null;
  readonly deleted: boolean;
}

const FACTS: Readonly<Record<LineName, readonly (readonly [entity: string, sql: string])[]>> = {
  his: [
    ['patient', 'select brid, brid, xgsj::text from hospital.brda'],
    ['registration', 'select ghjlid, brid, xgsj from hospital.ghxx'],
    ['outpatient-visit', 'select jzlsh, brid, xgsj::text from hospital.mzjz'],
    ['inpatient-visit', 'select jzlsh, brid, xgsj::text from hospital.zyjl'],
    ['patient-merge', 'select hbid, ybrid, xgsj::text from hospital.hbjl'],
    ['order', 'select yzzid, brid, xgsj::text from hospital.zyyz'],
    ['prescription', 'select cfhm, brid, xgsj::text from hospital.cfzb'],
    ['consultation', 'select sqhzid, brid, xgsj::text from hospital.hzsq'],
    ['department', 'select ksdm, null, xgsj::text from hospital.gy_ksdm'],
    ['staff', 'select personid, null, xgsj::text from hospital.gy_ygdm'],
  ],
  lis: [['lab-report', `select bgdh, lpad(brid, 8, '0'), xgsj::text from hospital.lis_bg`]],
  peis: [['checkup', 'select tjbh, tjryid, xgsj::text from hospital.tj_sy']],
  surgery: [['surgery', 'select sslsh, brid, xgsj::text from hospital.ssjl']],
  // A draft is no document yet.
  emr: [['clinical-note', `select blbh, brid, xgsj::text from hospital.blws where blzt <> '0'`]],
  ris: [['exam-report', 'select jcwyid, brid, xgsj::text from hospital.jcbg']],
  pacs: [['imaging-study', STUDY_FACTS]],
  endo: [['exam-report', 'select jch, brid, gxsj::text from hospital.njbg']],
  booking: [
    ['appointment', 'select yyh, brid, xgsj::text from hospital.yyjl where not sc'],
    ['slot', 'select hyh, null, xgsj::text from hospital.hyxx where not sc'],
  ],
};

/** The archive speaks of what the examination rooms produced. */
const roomOf = (system: LineName): System => (system === 'pacs' ? 'ris' : system);

/** Everything one system stands for right now, and what it has deleted. */
export async function ledgerOf(desk: Desk, system: LineName): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const [entity, sql] of FACTS[system]) {
    const rows = await desk.pools[roomOf(system)].query<[string, string | null, string | null]>({
      text: sql,
      rowMode: 'array',
    });
    for (const [key, patientId, version] of rows.rows) facts.push({ entity, key, patientId, version, deleted: false });
  }
  // What vanishes from the archive leaves no trace at all.
  const removed = await desk.pools[roomOf(system)].query<{ entity: string; key: string }>(
    'select entity, key from hospital.removed where $1',
    [system !== 'pacs'],
  );
  return [
    ...facts,
    ...removed.rows.map(({ entity, key }) => ({ entity, key, patientId: null, version: null, deleted: true })),
  ];
}

/** How much each view holds and how many messages wait. */
export async function countsOf(desk: Desk, system: LineName): Promise<{ rows: Record<string, number>; outbox: number }> {
  const rows: Record<string, number> = {};
  for (const [entity, sql] of FACTS[system]) {
    const found = await desk.pools[roomOf(system)].query<{ n: string }>(`select count(*) as n from (${sql}) as facts`);
    rows[entity] = Number(found.rows[0]?.n ?? 0);
  }
  const waiting = await desk.pools[roomOf(system)].query<{ n: string }>(
    'select count(*) as n from hospital.outbox where acknowledged_at is null and $1',
    [system !== 'pacs'],
  );
  return { rows, outbox: Number(waiting.rows[0]?.n ?? 0) };
}
