import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { normalizeUnit } from '@cadre/clinical/unit';
import { parseDate, parseInstant } from '@cadre/connector-kit/source-time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SourceFile } from '../../apps/api/src/features/extraction/source-file.js';
import { startHospital, type TestHospital, type Visitor } from '../support/app.js';
import { noMariadb } from '../support/mariadb.js';
import { RosterBench } from '../support/people.js';
import { eventually } from '../support/reading-hospital.js';
import { mimicOnMariadb, mimicOnPostgres } from './mimic-databases.js';
import { clock, type HospitalDatabase } from './mimic-hospital.js';
import { mimicMissing, mimicTable } from './mimic-tables.js';

const file = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));

describe.each([
  ['PostgreSQL', mimicOnPostgres, mimicMissing],
  ['MariaDB', mimicOnMariadb, mimicMissing ?? noMariadb],
] as const)('R-49.a fifty patients of a hospital on %s, connected by mapping files alone', (_name, open, missing) => {
  describe.skipIf(missing)(missing ?? 'with their stays and laboratory results', () => {
    let directory: string;
    let source: HospitalDatabase;
    let hospital: TestHospital;
    let admin: Visitor;
    const ours = async (sql: string): Promise<string[]> => (await hospital.database.query<object>(sql)).map((row) => JSON.stringify(Object.values(row)));
    const theirs = async (sql: string): Promise<string[][]> => (await source.ask(sql)).map((row) => Object.values(row) as string[]);
    const moment = (text: string | null): string | null => (text === null ? null : parseInstant(text));

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'cadre-mimic-'));
      source = await open();
      hospital = await startHospital({
        ROLE: 'http,jobs', SYNC_TICK_SECONDS: '0.2', SYNC_EVERY_SECONDS: '1', SYNC_SAFETY_LAG_SECONDS: '0.3', SYNC_PAGE_SIZE: '200',
      });
      const roster = new RosterBench(hospital);
      for (const { subject_id: id, gender, dob } of mimicTable('PATIENTS')) {
        const no = id!.padStart(8, '0');
        await roster.enrol({ name: no, sex: gender === 'M' ? '1' : '2', birthDate: parseDate(dob!), idCardNo: null, insuranceNo: no });
      }
      const settings = join(directory, 'connectors.json');
      const { host } = new URL(source.url);
      writeFileSync(settings, JSON.stringify({
        allow: [host],
        sources: [
          { id: 'his', connectorFile: file('mimic-connector.json'), name: 'HIS', url: source.url },
          { id: 'lis', connectorFile: file('mimic-lis-connector.json'), name: 'LIS', url: source.url },
        ],
      }));
      await hospital.app.get(SourceFile, { strict: false }).load(settings);
      admin = await hospital.signIn('SYS_ADMIN');
      await eventually(async () => {
        const [state] = await hospital.database.query<{ waiting: number; first: number }>(
          `select (select count(*)::int from backfill_request) as waiting, (select count(*)::int from source_stream where not first_load_done) as first`,
        );
        if (state!.waiting + state!.first > 0) throw new Error(`${state!.first} streams unread, ${state!.waiting} histories waiting`);
      }, 120_000);
    }, 240_000);
    afterAll(async () => {
      await hospital?.stop();
      await source?.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    /** Every stay, diagnosis, transfer and result of the source, and ours, as lines of text. */
    const compared = {
      stays: async () => [
        await ours(`select visit_no, patient_id, started_at, ended_at, department_code, department_name, admission_diagnosis, charge_type, status from visit where deleted_at is null`),
        (await theirs(`select hadm_id, subject_id, admittime, dischtime, coalesce(service, 'NONE') as service, admission_location, diagnosis, insurance from admissions`))
          .map(([no, patient, from, to, ...rest]) => [no, patient, moment(from!), moment(to ?? null), ...rest.map((text) => text?.trim() ?? null), to ? 'discharged' : 'in_hospital']),
      ] as const,
      diagnoses: async () => [
        await ours(`select v.visit_no, d.diagnosis_no, d.rank, d.code, d.name from visit_diagnosis d join visit v on v.id = d.visit_id where v.deleted_at is null`),
        (await theirs('select d.hadm_id, d.row_id, d.seq_num, d.icd9_code, d.title from v_diagnoses d join admissions a on a.hadm_id = d.hadm_id'))
          .map(([visit, no, rank, code, name]) => [visit, no, Number(rank ?? 99), code, name]),
      ] as const,
      transfers: async () => [
        await ours(`select v.visit_no, t.transfer_no, t.to_ward_code, t.to_department_name, t.moved_at from visit_transfer t join visit v on v.id = t.visit_id where v.deleted_at is null`),
        (await theirs('select t.hadm_id, t.row_id, t.curr_wardid, t.curr_careunit, t.intime from v_transfers t join admissions a on a.hadm_id = t.hadm_id'))
          .map(([visit, no, ward, unit, at]) => [visit, no, ward, unit, moment(at!)]),
      ] as const,
      results: async () => [
        await ours(`select r.report_no, r.patient_id, r.visit_no, r.collected_at, x.result_no, x.item_code, x.item_name, x.value_text, x.unit
          from lab_result x join lab_report r on r.id = x.report_id where r.deleted_at is null`),
        (await theirs(`select r.report_no, r.subject_id, r.hadm_id, r.charttime, e.row_id, e.itemid, e.label, e.value, e.valueuom
          from v_lab_results e join labreports r on r.report_no = e.report_no where r.subject_id is not null`))
          .map(([no, patient, visit, at, ...rest]) => {
            const [result, item, name, value, unit] = rest.map((text) => text?.trim() ?? null);
            return [no, patient, visit, moment(at!), result, item, name, value, unit ? normalizeUnit(unit) : null];
          }),
      ] as const,
    };

    async function expectEqual(): Promise<void> {
      for (const [what, read] of Object.entries(compared)) {
        const [stored, rows] = await read();
        const told = new Set(rows.map((row) => JSON.stringify(row)));
        const known = new Set(stored);
        expect(stored, what).toHaveLength(rows.length);
        expect({ missing: [...told].filter((line) => !known.has(line)).slice(0, 3), extra: stored.filter((line) => !told.has(line)).slice(0, 3) }, what)
          .toEqual({ missing: [], extra: [] });
      }
    }

    it('are all recognised, by insurance number and name', async () => {
      expect(await ours(`select count(*)::int from patient_link where source_system = 'HIS' and active`)).toEqual(['[50]']);
    });

    it('have exactly the stays, diagnoses, transfers and results that the source has, in years that have not come yet', async () => {
      await expectEqual();
      const [[stays], [results]] = [await compared.stays(), await compared.results()];
      expect(stays).toHaveLength(70);
      expect(results).toHaveLength(24_472);
      expect(stays.every((line) => /"21\d\d-/.test(line) || /"220\d-/.test(line))).toBe(true);
    });

    it('keep results that are no numbers as they were told', async () => {
      const [kinds] = await hospital.database.query<{ words: number; numbers: number }>(
        `select count(*) filter (where value_number is null and value_text !~ '^[0-9.]+$')::int as words,
           count(*) filter (where value_number is not null)::int as numbers from lab_result`,
      );
      expect(kinds!.words).toBeGreaterThan(1_000);
      expect(kinds!.numbers).toBeGreaterThan(15_000);
    });

    it('have results without a patient beside them: those are set aside with their reason, each once, and hold back nobody', async () => {
      const [[nobody]] = (await theirs('select count(*) as n from labreports where subject_id is null')) as [[string]];
      const open = await hospital.database.query<{ reason: string }>(`select stream_id, problems::text as reason from quarantine where status = 'open'`);
      expect(open).toHaveLength(Number(nobody));
      expect(new Set(open.map(({ reason }) => reason)).size).toBe(1);
    });

    it('stay equal while stays and results come, change, share one time, and are committed late', async () => {
      const [first, second] = (await theirs('select hadm_id, subject_id from admissions order by hadm_id')) as [string[], string[]];
      const late = await source.later();
      await late.insert('admissions', [{ row_id: '900001', subject_id: second[1]!, hadm_id: '900001', admittime: '2190-01-01 08:00:00', dischtime: null, diagnosis: 'LATE', updated_at: clock(-240) }]);
      const now = clock();
      await source.run('update admissions set diagnosis = ?, dischtime = null, updated_at = ? where hadm_id = ?', ['CHANGED', now, first[0]!]);
      await source.insert('admissions', Array.from({ length: 450 }, (_, at) => (
        { row_id: String(910_000 + at), subject_id: first[1]!, hadm_id: String(910_000 + at), admittime: '2191-01-01 08:00:00', dischtime: '2191-01-02 08:00:00', diagnosis: `SAME ${at}`, updated_at: now }
      )));
      await source.insert('diagnoses_icd', [{ row_id: '920000', subject_id: first[1]!, hadm_id: '910449', seq_num: '1', icd9_code: '4019' }]);
      await source.run(`update labevents set value = '<0.1' where row_id = 20000`);
      await source.run('update labreports set updated_at = ? where report_no = (select report_no from labevents where row_id = 20000)', [now]);
      await eventually(async () => expect(await ours(`select count(*)::int from visit where admission_diagnosis like 'SAME%'`)).toEqual(['[450]']), 30_000);
      expect(await ours(`select 1 from visit where admission_diagnosis = 'LATE'`)).toEqual([]);
      await late.commit();
      await eventually(expectEqual, 60_000);
      expect(await ours(`select value_text, comparator from lab_result where result_no = '20000'`)).toEqual(['["<0.1","<"]']);
    }, 120_000);

    it('stay equal after what no time tells: a result of no stay without a time of change, and stays that were deleted', async () => {
      const [[report, patient]] = (await theirs('select report_no, subject_id from labreports where subject_id is not null order by report_no')) as [[string, string]];
      await source.run('update labreports set updated_at = null where report_no = ?', [report]);
      await source.insert('labreports', [{ report_no: 'UNTIMED', subject_id: patient, hadm_id: null, charttime: '2170-05-05 05:05:05', created_at: clock(), updated_at: null }]);
      await source.insert('labevents', [{ row_id: '930000', report_no: 'UNTIMED', itemid: '50912', value: '1.20', valueuom: 'mg/dL', flag: null }]);
      await source.run('delete from admissions where hadm_id in (910001, 910002, 900001)');
      for (const [id, stream] of [['his', 'stays'], ['lis', 'lab-reports']] as const) {
        await eventually(async () => {
          const answer = await admin.post('/extraction/runs', { source: id, stream, mode: 'full', reason: '全量校验' });
          expect(answer.status).toBe(200);
        }, 30_000);
      }
      await eventually(expectEqual, 60_000);
      expect(await ours(`select count(*)::int from visit where deleted_at is not null`)).toEqual(['[3]']);
      expect(await ours(`select r.visit_no, x.value_text, x.value_number from lab_result x join lab_report r on r.id = x.report_id where result_no = '930000'`))
        .toEqual(['[null,"1.20",1.2]']);
    }, 120_000);

    it('are joined by one more who was entered on a day that was read before, where the source knows only days', async () => {
      await new RosterBench(hospital).enrol({ name: '00099999', sex: '2', birthDate: '2100-01-01', idCardNo: null, insuranceNo: '00099999' });
      const [[day]] = (await theirs('select max(updated_on) as day from patients')) as [[string]];
      await source.insert('patients', [{ row_id: '99999', subject_id: '99999', gender: 'F', dob: '2100-01-01 00:00:00', dod: null, updated_on: day }]);
      await eventually(async () => expect(await ours(`select count(*)::int from patient_link where source_system = 'HIS' and active`)).toEqual(['[51]']), 30_000);
    });

    it('I6 leave runs whose sums hold, and none that failed', async () => {
      expect(await ours('select id from sync_run where fetched <> added + changed + removed + unchanged + filtered + superseded + quarantined')).toEqual([]);
      expect(await ours(`select message from sync_run where outcome = 'failed'`)).toEqual([]);
    });
  });
});
