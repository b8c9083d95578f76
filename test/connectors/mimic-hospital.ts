import { wallClock } from '@cadre/connector-kit/source-time';
import { mimicTable, type Row } from './mimic-tables.js';

/** What a test does with a hospital's database as its owner. */
export interface HospitalDatabase {
  /** Address for the reading login. */
  readonly url: string;
  /** Runs a statement; `?` stands for a parameter. */
  run(sql: string, values?: readonly (string | null)[]): Promise<void>;
  ask(sql: string): Promise<Row[]>;
  insert(table: string, rows: readonly Row[]): Promise<void>;
  /** Another connection that has begun a transaction. */
  later(): Promise<{ insert(table: string, rows: readonly Row[]): Promise<void>; commit(): Promise<void> }>;
  stop(): Promise<void>;
}

/** Names in the words both databases share; a time has milliseconds and no zone. */
const MOMENT = '{moment}';
const TABLES: Readonly<Record<string, string>> = {
  patients: `row_id int, subject_id int, gender varchar(5), dob ${MOMENT}, dod ${MOMENT}, updated_on date`,
  admissions: `row_id int, subject_id int, hadm_id int, admittime ${MOMENT}, dischtime ${MOMENT}, deathtime ${MOMENT}, admission_type varchar(50),
    service varchar(20), admission_location varchar(50), insurance varchar(50), diagnosis varchar(255), updated_at ${MOMENT}`,
  diagnoses_icd: 'row_id int, subject_id int, hadm_id int, seq_num int, icd9_code varchar(10)',
  d_icd_diagnoses: 'row_id int, icd9_code varchar(10), short_title varchar(50), long_title varchar(255)',
  transfers: `row_id int, subject_id int, hadm_id int, eventtype varchar(20), prev_wardid int, curr_wardid int, curr_careunit varchar(20), intime ${MOMENT}`,
  labreports: `report_no varchar(50), subject_id int, hadm_id int, charttime ${MOMENT}, created_at ${MOMENT}, updated_at ${MOMENT}`,
  labevents: 'row_id int, report_no varchar(50), itemid int, value varchar(200), valueuom varchar(20), flag varchar(20)',
  d_labitems: 'row_id int, itemid int, label varchar(100), fluid varchar(100), category varchar(100), loinc_code varchar(100)',
};
/** What the hospital offers for reading: its tables joined with their dictionaries. */
const VIEWS: readonly string[] = [
  'create view v_patients as select subject_id, gender, dob, updated_on from patients',
  'create view v_admissions as select * from admissions',
  `create view v_diagnoses as select d.row_id, d.hadm_id, d.seq_num, d.icd9_code, coalesce(n.long_title, d.icd9_code, 'unknown') as title
     from diagnoses_icd d left join d_icd_diagnoses n on n.icd9_code = d.icd9_code`,
  `create view v_transfers as select * from transfers where eventtype <> 'discharge'`,
  'create view v_lab_reports as select * from labreports',
  `create view v_lab_results as select e.row_id, e.report_no, e.itemid, i.label, i.loinc_code, e.value, e.valueuom, e.flag
     from labevents e join d_labitems i on i.itemid = e.itemid`,
];
export const VIEW_NAMES = ['v_patients', 'v_admissions', 'v_diagnoses', 'v_transfers', 'v_lab_reports', 'v_lab_results'] as const;

/** The source's clock, so many seconds from now. */
export const clock = (seconds = 0): string => wallClock(Date.now() + seconds * 1000);

/** Tables, rows and views of the demo hospital; `moment` is the database's word for a time. */
export async function fillHospital(database: HospitalDatabase, moment: string): Promise<void> {
  for (const [table, columns] of Object.entries(TABLES)) {
    await database.run(`create table ${table} (${columns.replaceAll(MOMENT, moment)})`);
    const names = [...columns.matchAll(/(\w+) (?=int|varchar|\{moment\}|date)/g)].map(([, name]) => name!);
    const rows = CONTENTS[table]!();
    await database.insert(table, rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null]))));
  }
  for (const [table, column] of KEYS) await database.run(`create index ${table}_${column} on ${table} (${column})`);
  for (const view of VIEWS) await database.run(view);
}

const KEYS = [
  ['admissions', 'hadm_id'], ['labevents', 'report_no'], ['labreports', 'report_no'], ['diagnoses_icd', 'hadm_id'], ['transfers', 'hadm_id'], ['d_labitems', 'itemid'], ['d_icd_diagnoses', 'icd9_code'],
] as const;
const loaded = clock(-3_600);

/** All of one table's rows were entered at one moment: equal times at the edges of every page. */
const CONTENTS: Readonly<Record<string, () => Row[]>> = {
  patients: () => mimicTable('PATIENTS').map((row) => ({ ...row, updated_on: loaded.slice(0, 10) })),
  admissions() {
    const services = new Map(mimicTable('SERVICES').map((row) => [row['hadm_id'], row['curr_service']!]));
    return mimicTable('ADMISSIONS').map((row) => ({ ...row, service: services.get(row['hadm_id']!) ?? null, updated_at: loaded }));
  },
  diagnoses_icd: () => mimicTable('DIAGNOSES_ICD'),
  d_icd_diagnoses: () => mimicTable('D_ICD_DIAGNOSES'),
  transfers: () => mimicTable('TRANSFERS'),
  labreports: () => [...new Map(events().map((row) => [row['report_no'], { ...row, created_at: loaded, updated_at: loaded }])).values()],
  labevents: events,
  d_labitems: () => mimicTable('D_LABITEMS'),
};

/** Everything of one person that was taken at one time is one report. */
function events(): Row[] {
  return mimicTable('LABEVENTS').map((row, at) => ({
    ...row,
    row_id: String(at + 1),
    report_no: [row['subject_id'] ?? 'none', row['hadm_id'] ?? 'none', row['charttime']!.replace(/\D/g, '')].join('-'),
  }));
}
