import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEDGERS } from '../support/ledger.js';
import { eventually, startReadingHospital, type ReadingHospital } from '../support/reading-hospital.js';
import { expectSame } from './simulators-ledger.js';

/** The archive is read by the day of its studies: what comes forty days late is found by the nightly scan. */
const PROMPT = LEDGERS.filter((system) => system !== 'pacs');

interface CultureLine { name: string; text: string; flag: string | null; organism: string | null; susceptibility: string | null }
interface CriticalLine { reportNo: string; notifiedAt: string | null; notifiedTo: string | null; handledAt: string | null }

const WHO = { rosterNo: 'BJ0040' };
let hospital: ReadingHospital;

beforeAll(async () => {
  hospital = await startReadingHospital();
  await hospital.settled();
  // The ward events need somebody in bed; 409 says that he is there already.
  await happen('admit').catch(() => undefined);
});
afterAll(() => hospital?.stop());

/** Lets something happen and answers with what the console says of it. */
const happen = (event: string, body: object = WHO): Promise<Record<string, string>> => hospital.simulate(`/events/${event}`, body);

/** The stored columns of one record, once they are as expected. */
async function stored(table: string, column: string, key: string | undefined, wanted: object): Promise<void> {
  await eventually(async () => {
    const [row] = await hospital.database.query<object>(`select * from ${table} where ${column} = $1`, [key]);
    expect(row).toMatchObject(wanted);
  }, 20_000);
}

/** How many added or changed records the reads since then have counted. */
async function changesSince(since: Date): Promise<unknown[]> {
  return hospital.database.query(
    `select source_id, stream_id, added, changed, removed from sync_run where mode = 'incremental' and started_at >= $1 and added + changed + removed > 0`, [since]);
}

describe('a first load of every system', () => {
  it.each(LEDGERS)('holds of %s exactly what its ledger tells of our people', (system) => expectSame(hospital, system));

  it('R-06.a a second read of everything changes nothing', async () => {
    const since = new Date();
    await eventually(async () => {
      const late = await hospital.database.query(
        `select source_id, stream_id from source_stream where transport <> 'mllp' and (last_run_at is null or last_run_at < $1 or last_outcome <> 'done')`, [since]);
      expect(late).toEqual([]);
    }, 60_000);
    expect(await changesSince(since)).toEqual([]);
  });

  it('keeps what looks like a script as the text it is', async () => {
    const samples = await hospital.database.query<{ format: string }>(
      `select distinct format from clinical_note where format <> 'pdf' and body like '%<script>alert(1)</script>%'`);
    expect(samples.map(({ format }) => format).toSorted()).toEqual(['cda', 'html', 'text']);
  });
});

describe('what happens while the product is reading', () => {
  it('an order is written, stopped and another one cancelled', async () => {
    const stopped = await happen('order');
    await stored('clinical_order', 'order_no', stopped['orderNo'], { status: 'active', source_rank: 2, stopped_at: null });
    await happen('stop-order');
    await stored('clinical_order', 'order_no', stopped['orderNo'], { status: 'stopped', stopped_at: expect.any(Date) as Date });
    const cancelled = await happen('order');
    await happen('cancel-order');
    await stored('clinical_order', 'order_no', cancelled['orderNo'], { status: 'cancelled', note: '开立有误，撤销' });
    const running = await happen('order');
    await happen('discharge');
    await stored('clinical_order', 'order_no', running['orderNo'], { status: 'stopped' });
    await happen('cancel-discharge');
  });

  it('a document is signed, revised and withdrawn', async () => {
    const { noteNo } = await happen('note', { ...WHO, item: 'C0045' });
    await stored('clinical_note', 'note_no', noteNo, { type_code: 'C0045', revision: 1, status: 'signed' });
    await happen('revise-note');
    await stored('clinical_note', 'note_no', noteNo, { revision: 2, title: '会诊记录（修订）', source_rank: 2 });
    await happen('withdraw-note');
    await stored('clinical_note', 'note_no', noteNo, { status: 'withdrawn' });
  });

  it('a consultation of four departments is asked for and held', async () => {
    const { consultationNo } = await happen('consult', { ...WHO, item: '4' });
    await stored('consultation', 'consultation_no', consultationNo, { status: 'requested', kind: 'multidisciplinary' });
    await happen('finish-consultation');
    await stored('consultation', 'consultation_no', consultationNo, { status: 'finished' });
    const [parts] = await hospital.database.query<{ n: number }>(
      `select count(*)::int as n from consultation_participant p join consultation c on c.id = p.consultation_id where c.consultation_no = $1 and p.opinion is not null`,
      [consultationNo]);
    expect(parts).toEqual({ n: 4 });
  });

  it('an operation is scheduled, begins and ends; another one is called off', async () => {
    const { surgeryNo } = await happen('schedule-surgery');
    await stored('surgery', 'surgery_no', surgeryNo, { status: 'scheduled', started_at: null });
    await happen('complete-surgery');
    await stored('surgery', 'surgery_no', surgeryNo, { status: 'in-progress', ended_at: null });
    await happen('complete-surgery');
    await stored('surgery', 'surgery_no', surgeryNo, { status: 'completed', ended_at: expect.any(Date) as Date });
    const other = await happen('schedule-surgery');
    await happen('cancel-surgery');
    await stored('surgery', 'surgery_no', other['surgeryNo'], { status: 'cancelled' });
  });

  it('an examination is reported, corrected and withdrawn; every version stays', async () => {
    const { examNo } = await happen('exam', { ...WHO, item: 'CT002', abnormal: true, critical: true });
    await stored('exam_report', 'exam_no', examNo, { status: 'final', positive: true, critical: true, has_images: true, source_rank: 2 });
    await happen('correct-exam');
    await stored('exam_report', 'exam_no', examNo, { status: 'corrected', revision: 2 });
    await happen('withdraw-exam');
    await stored('exam_report', 'exam_no', examNo, { status: 'withdrawn' });
    const versions = await hospital.database.query<{ status: string }>('select distinct status from exam_report_history where exam_no = $1', [examNo]);
    expect(versions.map(({ status }) => status).toSorted()).toEqual(['corrected', 'final']);
  });

  it('a report that comes forty days late is taken under its own day', async () => {
    const { examNo } = await happen('late-exam', { ...WHO, item: 'US001' });
    const { reportNo } = await happen('late-lab');
    const old = new Date(Date.now() - 39 * 86_400_000);
    await stored('exam_report', 'exam_no', examNo, { status: 'final' });
    await stored('lab_report', 'report_no', reportNo, { status: 'final' });
    const [late] = await hospital.database.query<{ exam: Date; lab: Date }>(
      'select (select examined_at from exam_report where exam_no = $1) as exam, (select collected_at from lab_report where report_no = $2) as lab', [examNo, reportNo]);
    expect(late!.exam < old && late!.lab < old).toBe(true);
  });

  it('R-44.c a culture reaches the page as germs with the drugs they were tried with, pushed and read alike', async () => {
    const { reportNo } = await happen('culture', { ...WHO, item: 'CULT-UR', abnormal: true });
    const source = await hospital.ask<{ drug: string; germ: string; answer: string }>('lis',
      `select jczbmc as drug, xjmc as germ, case when ymjg in ('R', '耐药') then 'R' when ymjg in ('I', '中介') then 'I' else 'S' end as answer
       from v_lis_jg where bgdh = $1 and xjmc is not null order by dyxh::int`, [reportNo]);
    expect(source.length).toBeGreaterThan(3);
    const office = await hospital.signIn('OFFICE_STAFF');
    for (const rank of [1, 2]) {
      if (rank === 2) await stored('lab_report', 'report_no', reportNo, { source_rank: 2 });
      const report = await eventually(async () => {
        const [row] = await hospital.database.query<{ id: string }>('select id from lab_report where report_no = $1', [reportNo]);
        return (await office.get<{ results: CultureLine[]; abnormalCount: number }>(`/lab-reports/${row!.id}`)).body;
      }, 20_000);
      expect(report.results.filter(({ organism }) => organism).map(({ name, organism, susceptibility }) => [name, organism, susceptibility]))
        .toEqual(source.map(({ drug, germ, answer }) => [drug, germ, answer]));
      // The growth itself is the abnormal result; drugs are judged by S, I and R alone.
      expect(report.abnormalCount).toBe(1);
      expect(report.results[0]).toMatchObject({ organism: null, flag: 'A', text: expect.stringContaining(`检出${source[0]!.germ}`) as string });
      expect(report.results.slice(1).every(({ flag }) => flag === null)).toBe(true);
    }
  });

  it('R-33.f a critical value is followed from the laboratory’s call to what the ward did', async () => {
    const { reportNo } = await happen('lab', { ...WHO, item: 'K', critical: true });
    const office = await hospital.signIn('OFFICE_STAFF');
    const found = async () => (await office.get<{ items: CriticalLine[] }>('/abnormal-findings?kind=critical&pageSize=100')).body.items.find((one) => one.reportNo === reportNo);
    const line = () => eventually(async () => {
      const one = await found();
      if (!one) throw new Error('not there yet');
      return one;
    }, 20_000);
    expect(await line()).toMatchObject({ notifiedAt: null, handledAt: null });
    const told = await happen('critical-notice');
    expect(told['reportNo']).toBe(reportNo);
    await eventually(async () => expect(await line()).toMatchObject({ notifiedTo: told['wjztzr'], handledAt: null }), 20_000);
    expect(Date.parse((await line()).notifiedAt!)).toBe(Date.parse(`${told['wjztzsj']!.replace(' ', 'T')}+08:00`));
    await happen('critical-notice');
    await eventually(async () => expect((await line()).handledAt).not.toBeNull(), 20_000);
  });

  it('a gastroscopy is known by its item, not by its name', async () => {
    const { examNo } = await happen('exam', { ...WHO, item: 'ES002' });
    await stored('exam_report', 'exam_no', examNo, { category: 'ENDOSCOPY', endoscopy_kind: 'gastro', department_name: '消化内镜中心' });
  });

  it('a booking is made, moved, called off; one is missed and one is removed with a mark', async () => {
    const moved = await happen('book');
    await stored('appointment', 'appointment_no', moved['bookingNo'], { status: 'pending' });
    await happen('change-booking');
    await stored('appointment', 'appointment_no', moved['bookingNo'], { status: 'confirmed', confirmed_by: '干部保健办公室', source_rank: 2 });
    await happen('cancel-booking');
    await stored('appointment', 'appointment_no', moved['bookingNo'], { status: 'cancelled', cancelled_at: expect.any(Date) as Date });
    const missed = await happen('book');
    await happen('no-show');
    await stored('appointment', 'appointment_no', missed['bookingNo'], { status: 'no-show' });
    const removed = await happen('book');
    await stored('appointment', 'appointment_no', removed['bookingNo'], { deleted_at: null });
    await happen('remove-booking');
    await stored('appointment', 'appointment_no', removed['bookingNo'], { deleted_at: expect.any(Date) as Date });
  });

  it('a department takes another name; somebody comes to work there and leaves', async () => {
    const { name } = await happen('rename-department', { department: '100205' });
    await stored('department', 'code', '100205', { name });
    const { staffNo } = await happen('staff-join', { department: '100205' });
    await stored('staff', 'staff_no', staffNo, { department_code: '100205', active: true });
    await happen('staff-leave', { item: staffNo });
    await stored('staff', 'staff_no', staffNo, { active: false });
  });

  it('files merged in a chain, in the wrong order or before they are known all belong to one person', async () => {
    const chain = await hospital.simulate<{ chain: string[] }>('/events/merge-chain', { rosterNo: 'BJ0041' });
    const early = await happen('merge-early', { rosterNo: 'BJ0042' });
    const swapped = await happen('merge-swapped', { rosterNo: 'BJ0043' });
    const people = [['BJ0041', ...chain.chain], ['BJ0042', early['from'], early['into']], ['BJ0043', swapped['from'], swapped['into']]];
    await eventually(async () => {
      for (const [rosterNo, ...files] of people) {
        const rows = await hospital.database.query<{ no: string; patient: string }>(
          `select distinct b.roster_no as no, l.patient_id as patient from patient_link l join beneficiary b on b.id = l.beneficiary_id
           where l.active and l.patient_id = any ($1)`, [files]);
        expect(new Set(rows.map(({ no }) => no))).toEqual(new Set([rosterNo]));
        expect(rows.map(({ patient }) => patient)).toContain(files.at(-1));
      }
    }, 20_000);
  });

  it.each(PROMPT)('leaves %s and the product with the same records', (system) => expectSame(hospital, system));
});
