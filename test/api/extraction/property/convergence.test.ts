import type { Target } from '@cadre/connector-kit/connector';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACT_KINDS } from '../../../../apps/api/src/features/extraction/fact-kinds/fact-kinds.js';
import { startHospital, type TestHospital } from '../../../support/app.js';
import { addPerson, type Person } from '../../../support/facts.js';
import { runs, timeFor } from '../../../support/runs.js';
import { tellOf, type ToldRecord } from '../../../support/told.js';

let hospital: TestHospital;
let person: Person;
beforeAll(async () => {
  hospital = await startHospital();
  person = await addPerson(hospital.database);
  await hospital.database.query(
    `insert into patient_link (source_system, patient_id, beneficiary_id, rule, reason, confidential, matched_by) values ('HIS', '1', $1, 'M3', '测试', false, 'test')`,
    [person.id]);
});
afterAll(() => hospital.stop());

const TRIES = runs(8, 13);
const AT = '2026-03-01 08:00:00';

/** A record of each kind: its key, what it cannot do without, and a text that tells its versions apart; `lines` makes its parts. */
const KINDS: Readonly<Record<string, { key: string; fixed: ToldRecord; text: string; parts?: { name: string; line: (no: string, text: string) => Record<string, string> } }>> = {
  registration: { key: 'registrationNo', fixed: { registeredAt: AT }, text: 'departmentName' },
  'outpatient-visit': {
    key: 'visitNo', fixed: { visitClass: 'outpatient', registeredAt: AT, departmentCode: '1001', status: 'finished' }, text: 'mainDiagnosis',
    parts: { name: 'diagnoses', line: (diagnosisNo, name) => ({ diagnosisNo, name }) },
  },
  'inpatient-visit': {
    key: 'visitNo', fixed: { admittedAt: AT, departmentCode: '1001', status: 'in_hospital' }, text: 'bedNo',
    parts: { name: 'diagnoses', line: (diagnosisNo, name) => ({ diagnosisNo, name }) },
  },
  'lab-report': {
    key: 'reportNo', fixed: { collectedAt: AT, status: 'final' }, text: 'panelName',
    parts: { name: 'results', line: (resultNo, valueText) => ({ resultNo, itemCode: 'GLU', itemName: '葡萄糖', valueText }) },
  },
  checkup: {
    key: 'checkupNo', fixed: { personName: '张国庆', checkupDate: '2026-03-01', status: 'issued' }, text: 'conclusion',
    parts: { name: 'sections', line: (sectionNo, summary) => ({ sectionNo, summary }) },
  },
  order: { key: 'orderNo', fixed: { category: 'drug', orderedAt: AT, status: 'active' }, text: 'itemName' },
  prescription: {
    key: 'prescriptionNo', fixed: { prescribedAt: AT }, text: 'diagnosis',
    parts: { name: 'items', line: (itemNo, drugName) => ({ itemNo, drugName }) },
  },
  surgery: {
    key: 'surgeryNo', fixed: { status: 'done', scheduledAt: AT }, text: 'room',
    parts: { name: 'procedures', line: (procedureNo, name) => ({ procedureNo, name }) },
  },
  consultation: {
    key: 'consultationNo', fixed: { status: 'done', requestedAt: AT }, text: 'reason',
    parts: { name: 'participants', line: (participantNo, opinion) => ({ participantNo, opinion }) },
  },
  'clinical-note': { key: 'noteNo', fixed: { typeCode: '01', signedAt: AT, format: 'text', body: '正文', status: 'signed' }, text: 'title' },
  'exam-report': { key: 'examNo', fixed: { category: 'imaging', examinedAt: AT, status: 'final' }, text: 'itemName' },
  'imaging-study': {
    key: 'studyUid', fixed: { startedAt: AT }, text: 'description',
    parts: { name: 'series', line: (seriesUid, description) => ({ seriesUid, description }) },
  },
  appointment: { key: 'appointmentNo', fixed: { kind: 'outpatient', appointedAt: AT, status: 'booked' }, text: 'itemName' },
};

interface Word { readonly key: string; readonly minute: number; readonly gone: boolean }

/** What a source says of a record at a minute: a version of it, the same whenever it is said, or its end. */
function told(target: string, { key, minute, gone }: Word): ToldRecord {
  const { key: keyName, fixed, text, parts } = KINDS[target]!;
  const lines = parts ? { [parts.name]: Array.from({ length: 1 + (minute % 3) }, (_, line) => parts.line(`${key}-${line}`, `第 ${minute} 版`)) } : {};
  return {
    ...fixed, [keyName]: key, patientId: '1', [text]: `${key} 第 ${minute} 版`, changedAt: `2026-03-01 09:${String(minute).padStart(2, '0')}:00`,
    gone: gone ? '1' : null, ...lines,
  };
}

async function clear(target: string): Promise<void> {
  const { table, parts } = FACT_KINDS[target]!;
  const names = [table.name, ...parts.map((part) => part.table.name)];
  await hospital.database.query(`truncate ${names.flatMap((name) => [name, `${name}_history`]).join(', ')}, removed_key, quarantine cascade`);
}

/** Everything that is stored of a kind but what names a delivery: ids, runs, times of recording. */
async function dump(target: string): Promise<unknown[]> {
  const { table, parts } = FACT_KINDS[target]!;
  const volatile = `- '{id,run_id,inbox_id,inbox_index,recorded_from,deleted_at}'::text[]`;
  const partRows = parts.map(({ table: part, parentColumn }) =>
    `(select coalesce(jsonb_agg(to_jsonb(p) - '{recorded_from,${parentColumn}}'::text[] order by to_jsonb(p)::text collate "C"), '[]') from ${part.name} p where p.${parentColumn} = f.id)`);
  const rows = await hospital.database.query<{ gone: boolean; fact: Record<string, unknown>; parts: unknown[] }>(
    `select f.deleted_at is not null as gone, to_jsonb(f) ${volatile} as fact, ${partRows.length ? `jsonb_build_array(${partRows.join(', ')})` : `'[]'::jsonb`} as parts
     from ${table.name} f order by source_key`);
  // What is gone may have been stored or not before its end was told: nobody sees the difference.
  return rows.filter(({ gone }) => !gone).map((row) => JSON.parse(JSON.stringify(row).replaceAll(/"(report_id|visit_id|checkup_id|\w+_id)":"[0-9a-f-]{36}"/g, '"$1":""')) as unknown);
}

const word = fc.record({ key: fc.constantFrom('A', 'B', 'C'), minute: fc.integer({ min: 0, max: 6 }), gone: fc.integer({ min: 0, max: 3 }).map((die) => die === 0) });
/** One word a record and minute: what a source says of one version twice is the same. */
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 10, selector: ({ key, minute }) => `${key} ${minute}` });

describe('PT1 facts of every kind', () => {
  it('are all tried here', () => {
    expect(Object.keys(KINDS).toSorted((a, b) => a.localeCompare(b))).toEqual(Object.keys(FACT_KINDS).toSorted((a, b) => a.localeCompare(b)));
  });

  it.each(Object.keys(KINDS))('I3 I4 W7 end in the same state in whatever order, how often and in what portions they are told, their ends included: %s', async (target) => {
    await fc.assert(fc.asyncProperty(words, fc.integer({ min: 1, max: 5 }), fc.infiniteStream(fc.nat()), async (facts, size, dice) => {
      const states: unknown[] = [];
      for (const shuffled of [false, true]) {
        await clear(target);
        const order = shuffled
          ? [...facts, ...facts].map((one) => ({ one, at: dice.next().value as number })).toSorted((a, b) => a.at - b.at).map(({ one }) => one)
          : facts.toSorted((a, b) => a.minute - b.minute);
        const portion = shuffled ? size : 1;
        for (let at = 0; at < order.length; at += portion) {
          await tellOf(hospital, target as Target, order.slice(at, at + portion).map((one) => told(target, one)), { id: 'feed', how: 'feed' });
        }
        states.push(await dump(target));
      }
      expect(states[1]).toEqual(states[0]);
      const alive = [...new Set(facts.map(({ key }) => key))].filter((key) => !facts.filter((one) => one.key === key).reduce((a, b) => (b.minute > a.minute ? b : a)).gone);
      expect((states[0] as { fact: { source_key: string } }[]).map(({ fact }) => fact.source_key)).toEqual(alive.toSorted((a, b) => a.localeCompare(b)));
    }), TRIES);
  }, timeFor(TRIES));
});
