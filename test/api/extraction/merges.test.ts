import { rowMessage } from '@cadre/connector-kit/row-message';
import { codeTables } from '@cadre/connector-kit/code-tables';
import { connectorById } from '@cadre/connectors/catalogue';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PageWriter } from '../../../apps/api/src/features/extraction/page-writer.js';
import { RunLedger } from '../../../apps/api/src/features/extraction/run-ledger.js';
import type { ActiveSource } from '../../../apps/api/src/features/extraction/source-registry.js';
import type { RosterPerson } from '../../../apps/api/src/features/roster/person.js';
import { startHospital, type TestHospital } from '../../support/app.js';
import { addCheckup, addLabReport, insertRows, measured, outpatientVisit } from '../../support/facts.js';
import type { Archive } from '../archive/archive-bench.js';
import { patientLike, RosterBench, somebody } from '../../support/people.js';

let hospital: TestHospital;
let bench: RosterBench;
let person: RosterPerson & { id: string };
beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  person = await bench.enrol({ name: '何合并' });
  await hospital.database.query(`insert into source (id, connector_id, name, system, host, patient_numbers_of) values ('his', 'demo-his', 'HIS', 'HIS', 'nowhere:1', 'HIS')`);
  await hospital.database.query(`insert into source_stream (source_id, stream_id, target, transport) values ('his', 'patient-merges', 'patient-merge', 'sql-view'), ('his', 'patients', 'patient', 'sql-view')`);
});
afterAll(() => hospital.stop());
beforeEach(() => hospital.database.query(
  `truncate patient_link, patient_merge, match_candidate, withdrawn_fact, visit, visit_history, backfill_request; update source_stream set full_requested = false`));

const his = connectorById('demo-his')!;
const source: ActiveSource = {
  id: 'his', name: 'HIS', enabled: true, connector: his, connection: null, limits: { statementTimeoutMs: 1_000, connectTimeoutMs: 1_000, maxRowsPerPage: 100 },
  codes: codeTables(his.codes), versions: new Map(), resting: false,
};

/** One page of the list of merges, each as `from into 1|2 minute`: 1 joins, 2 parts. */
async function page(...rows: readonly string[]): Promise<string[]> {
  const stream = his.streams.find(({ id }) => id === 'patient-merges')!;
  const runId = await hospital.app.get(RunLedger, { strict: false }).start({ sourceId: 'his', streamId: stream.id, mode: 'incremental', dryRun: false, requestedBy: 'test' });
  const incoming = rows.map((text) => {
    const [ybrid, xbrid, cz, minute] = text.split(' ') as [string, string, string, string];
    const row = { values: { hbid: `HB${minute}`, ybrid, xbrid, cz, xgsj: `2026-03-01 08:${minute}:00.000` }, parts: {} };
    return { message: rowMessage(row), raw: JSON.stringify(row) };
  });
  const outcomes = await hospital.app.get(PageWriter, { strict: false }).write({ source, stream, runId, incoming, dryRun: false });
  return outcomes.map(({ verdict }) => verdict);
}

const recognise = (patientId: string, who: RosterPerson = person) => bench.run((em) => bench.resolver.resolve(em, 'HIS', [patientLike(who, { patientId })]));
const ours = async (): Promise<string[]> => (await hospital.database.query<{ id: string }>(
  `select patient_id as id from patient_link where source_system = 'HIS' and active order by 1`)).map(({ id }) => id);

describe('merges as the HIS lists them', () => {
  const [A, B, C, D] = ['00000011', '00000012', '00000013', '00000014'];

  it('W8 take in a chain, whichever link of it comes first, and let go what hangs behind a broken one', async () => {
    await recognise(A);
    await page(`${B} ${C} 1 02`);
    expect(await ours()).toEqual([A]);
    expect(await page(`${A} ${B} 1 01`, `${B} ${C} 1 02`)).toEqual(['changed', 'changed']);
    expect(await ours()).toEqual([A, B, C]);
    expect(await page(`${B} ${C} 2 03`)).toEqual(['changed']);
    expect(await ours()).toEqual([A, B]);
  });

  it('W8 take a whole chain in with one reading of the list, its far end first, once its near end is ours', async () => {
    const chain = [`${D} ${A} 1 03`, `${A} ${B} 1 01`, `${B} ${C} 1 02`];
    for (const one of chain) await page(one);
    await recognise(C);
    for (const one of chain) await page(one);
    expect(await ours()).toEqual([A, B, C, D]);
  });

  it('W8 are the same when the HIS swaps the two numbers', async () => {
    await recognise(A);
    await page(`${A} ${B} 1 01`);
    await page(`${B} ${A} 1 02`);
    expect(await hospital.database.query('select patient_id, merged_into from patient_link where active order by 1')).toEqual([
      { patient_id: A, merged_into: null }, { patient_id: B, merged_into: A },
    ]);
    await page(`${B} ${A} 2 03`);
    expect(await ours()).toEqual([A]);
  });

  it('W8 wait, as keyed hashes only, until one of the two is ours, and have the lists read for the other', async () => {
    expect(await page(`${A} ${B} 1 01`)).toEqual(['filtered']);
    const [kept] = await hospital.database.query<Record<string, unknown>>('select * from patient_merge');
    expect(JSON.stringify(kept)).not.toMatch(/0000001[12]/);
    await recognise(A);
    expect(await ours()).toEqual([A]);
    expect(await hospital.database.query(`select stream_id from source_stream where full_requested`)).toEqual([{ stream_id: 'patients' }]);
    await recognise(B, somebody({ name: '陌生人', birthDate: '1931-01-01' }));
    expect(await ours()).toEqual([A, B]);
    expect(await hospital.database.query('select patient_id from backfill_request order by 1')).toEqual([{ patient_id: A }, { patient_id: B }].filter(({ patient_id: id }) => id === B));
  });

  it('W8 do not flap: a merge and its end, read again page by page within the look-back, change nothing', async () => {
    await recognise(A);
    await page(`${A} ${B} 1 01`);
    await insertRows(hospital.database, 'visit', [outpatientVisit(person, { patient_id: B, patient_numbers_of: 'HIS' })]);
    await page(`${A} ${B} 2 02`);
    expect(await ours()).toEqual([A]);
    const versions = () => hospital.database.query(`select count(*)::int as n, (select count(*)::int from change_log) as changes from visit_history`);
    const before = await versions();
    for (let round = 0; round < 3; round += 1) {
      expect(await page(`${A} ${B} 1 01`)).toEqual(['superseded']);
      expect(await page(`${A} ${B} 2 02`)).toEqual(['unchanged']);
    }
    expect(await versions()).toEqual(before);
    expect(await ours()).toEqual([A]);
  });

  it('W8 I11 bring back what was put away when they are made anew, also what no list would tell again', async () => {
    await recognise(A);
    await page(`${A} ${B} 1 01`);
    const visit = outpatientVisit(person, { patient_id: B, patient_numbers_of: 'HIS' });
    await insertRows(hospital.database, 'visit', [visit]);
    const gone = async () => (await hospital.database.query<{ gone: boolean }>('select deleted_at is not null as gone from visit where id = $1', [visit.id]))[0]!.gone;
    await page(`${A} ${B} 2 02`);
    expect(await gone()).toBe(true);
    await page(`${A} ${B} 1 03`);
    expect(await gone()).toBe(false);
    expect(await hospital.database.query('select 1 from withdrawn_fact')).toEqual([]);
  });

  it('W8 keep a number that has proved to be ours by itself when the merge is taken back', async () => {
    await recognise(A);
    await page(`${A} ${B} 1 01`);
    expect(await hospital.database.query('select rule from patient_link where patient_id = $1', [B])).toEqual([{ rule: 'MERGE' }]);
    await recognise(B);
    await page(`${A} ${B} 2 02`);
    expect(await ours()).toEqual([A, B]);
  });
});

describe('the health record of somebody with two numbers', () => {
  it('R-13.f holds what came under both while they are one, gives it up when they are two again, and has all of it back', async () => {
    const [A, B] = ['00000031', '00000032'] as const;
    const clerk = await hospital.signIn('OFFICE_STAFF');
    const facts = async (asOf = '') => {
      const { body } = await clerk.get<Archive>(`/beneficiaries/${person.id}/archive${asOf && `?asOf=${asOf}`}`);
      return body.sections.filter(({ key }) => ['visits', 'diagnoses', 'labs', 'checkups', 'summary'].includes(key)).map(({ key, facts: told }) => ({ key, told }));
    };
    const now = async (): Promise<string> => {
      await new Promise((done) => { setTimeout(done, 20); });
      const at = new Date().toISOString();
      await new Promise((done) => { setTimeout(done, 20); });
      return at;
    };
    await recognise(A);
    const of = (patient: string) => ({ patient_id: patient, patient_numbers_of: 'HIS' });
    await insertRows(hospital.database, 'visit', [outpatientVisit(person, { ...of(A), main_diagnosis_code: 'E11.900', main_diagnosis: '2型糖尿病' })]);
    const alone = await facts();
    await page(`${A} ${B} 1 01`);
    await insertRows(hospital.database, 'visit', [outpatientVisit(person, { ...of(B), main_diagnosis_code: 'I10.x00', main_diagnosis: '高血压病' })]);
    await addLabReport(hospital.database, person, { ...of(B), results: [measured('HBA1C', '7.4', { unit: '%' })] });
    const checkup = await addCheckup(hospital.database, person, { ...of(B), conclusion: '血压偏高' });
    await insertRows(hospital.database, 'checkup_summary', [{
      checkup_id: checkup.id, beneficiary_id: person.id, confidential: false, edition: 1, status: 'published', body: '按时服药', content_hash: 'x', author: 'a', author_name: 'a', edited_by: 'a',
      edited_by_name: 'a', published_at: new Date().toISOString(),
    }]);
    const whole = await facts();
    expect(JSON.stringify(whole)).toMatch(/2型糖尿病.*高血压病.*7\.4.*按时服药/);
    const together = await now();
    expect(await page(`${A} ${B} 2 02`)).toEqual(['changed']);
    expect(await facts()).toEqual(alone);
    expect(await facts(together), 'R-19.b').toEqual(whole);
    expect(await page(`${A} ${B} 1 03`)).toEqual(['changed']);
    expect(await facts()).toEqual(whole);
  });
});

describe('somebody who leaves the roster', () => {
  const visit = (key: string, day: string) => {
    const stream = his.streams.find(({ id }) => id === 'registrations')!;
    const row = { values: { ghjlid: key, brid: '00000021', ghsj: `${day} 08:00:00`, ksbm: '1001', xgsj: `${day} 08:00:00`, ghlb: '1', sfjz: '0', txbz: '0', gthbz: '0', ghzt: '1' }, parts: {} };
    return { stream, incoming: [{ message: rowMessage(row), raw: JSON.stringify(row) }] };
  };
  async function registered(key: string, day: string): Promise<string> {
    const { stream, incoming } = visit(key, day);
    const runId = await hospital.app.get(RunLedger, { strict: false }).start({ sourceId: 'his', streamId: stream.id, mode: 'incremental', dryRun: false, requestedBy: 'test' });
    const [outcome] = await hospital.app.get(PageWriter, { strict: false }).write({ source, stream, runId, incoming, dryRun: false });
    return outcome!.reason ?? outcome!.verdict;
  }

  it('R-21.c W16 keeps what happened before, gets nothing that happens later, and has it fetched when he comes back', async () => {
    const leaver = await bench.enrol({ name: '许离册' });
    await recognise('00000021', leaver);
    expect(await registered('G1', '2026-03-01')).toBe('added');
    await bench.amend(leaver.id, { ...leaver, status: 'cancelled' });
    await hospital.database.query(`update beneficiary set left_at = '2026-03-10' where id = $1`, [leaver.id]);
    expect(await registered('G2', '2026-03-11')).toBe('filtered');
    expect(await registered('G3', '2026-03-09')).toBe('added');
    await hospital.database.query('truncate backfill_request');
    await bench.amend(leaver.id, { ...leaver, status: 'active' });
    expect(await hospital.database.query('select source_id, patient_id from backfill_request')).toEqual([{ source_id: 'his', patient_id: '00000021' }]);
    expect(await registered('G2', '2026-03-11')).toBe('added');
  });

  it('R-21.c shows with each visit the level that held then, and none after it has ended', async () => {
    const expired = await bench.enrol({ name: '许到期', careLevel: 'L2', careLevelFrom: '2025-01-01', careLevelUntil: '2025-12-31' }, { department: '4001' });
    const [past, later, early] = ['2025-06-01', '2026-02-01', '2024-06-01'].map((day) => outpatientVisit(expired, { started_at: `${day}T09:00:00+08:00`, seen_at: null }));
    await insertRows(hospital.database, 'visit', [past!, later!, early!]);
    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
    const { body } = await clerk.get(`/outpatient-visits?from=2024-01-01&to=2026-12-31&keyword=许到期`);
    expect(new Map(body.items.map((row) => [row['id'], row['careLevel']]))).toEqual(new Map([[past!.id, 'L2'], [later!.id, null], [early!.id, 'L2']]));
  });
});
