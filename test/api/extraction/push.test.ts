import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Visitor } from '../../support/app.js';
import { eventually, type ReadingHospital, startReadingHospital } from '../../support/reading-hospital.js';

let hospital: ReadingHospital;
let clerk: Visitor;
beforeAll(async () => {
  hospital = await startReadingHospital();
  await hospital.settled();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
}, 180_000);
afterAll(() => hospital.stop());

/** Topics that arrive at an open page until `wanted` has come. */
async function listen(visitor: Visitor, wanted: (topic: string) => boolean): Promise<{ heard: Promise<string[]>; close: () => void }> {
  const stop = new AbortController();
  const answer = await fetch(`${hospital.url}/api/v1/live`, { headers: { authorization: `Bearer ${visitor.token}` }, signal: stop.signal });
  const topics: string[] = [];
  const heard = (async () => {
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (const [, topic] of text.matchAll(/"topic":"(\w+)"/g)) topics.push(topic!);
      text = text.slice(text.lastIndexOf('\n') + 1);
      if (topics.some(wanted)) break;
    }
    return topics;
  })();
  return { heard, close: () => stop.abort() };
}

/** What the pretend hospital says it did; every event names the patient. */
interface Event {
  readonly brid: string;
  readonly visitNo: string;
  readonly reportNo: string;
}

const eventOf = (name: string, body: object = {}): Promise<Event> => hospital.simulate<Event>(`/events/${name}`, body);

describe('what a hospital pushes', () => {
  it('R-11.a R-20.a shows an admission to an open page within seconds', async () => {
    const line = await listen(clerk, (topic) => topic === 'visits');
    const { visitNo } = await eventOf('admit', { rosterNo: await anyRosterNo() });
    expect(await line.heard).toContain('visits');
    line.close();
    const { items } = await eventually(async () => {
      const { body } = await clerk.get(`/inpatient-visits?status=in_hospital&page=1&pageSize=100`);
      expect(body.items.map((row) => row['visitNo'])).toContain(visitNo);
      return body;
    });
    expect(items.find((row) => row['visitNo'] === visitNo)).toMatchObject({ status: 'in_hospital', dischargedAt: null, medicalRecordNo: expect.any(String) });
  });

  it('R-20.a keeps the way a patient took through the wards, and a discharge closes the stay', async () => {
    const { brid, visitNo } = await eventOf('admit', { rosterNo: await anyRosterNo() });
    await visitOf(visitNo);
    await eventOf('transfer', { brid });
    await eventOf('discharge', { brid });
    await eventually(async () => {
      const [row] = await hospital.database.query<{ status: string; moves: number }>(
        `select status, (select count(*)::int from visit_transfer t where t.visit_id = v.id) as moves from visit v where source_key = $1`, [visitNo]);
      expect(row!.status).toBe('discharged');
      expect(row!.moves).toBeGreaterThanOrEqual(2);
    });
  });

  it('R-44.b R-33.a shows an abnormal result at once and its correction as a version', async () => {
    const { brid, reportNo } = await eventOf('lab', { rosterNo: await anyRosterNo(), item: 'HbA1c', abnormal: true });
    const report = await eventually(async () => {
      const [row] = await hospital.database.query<{ id: string; abnormal_count: number; source_rank: number }>(
        'select id, abnormal_count, source_rank from lab_report where source_key = $1', [reportNo]);
      expect(row!.abnormal_count).toBeGreaterThan(0);
      return row!;
    });
    await eventOf('correct-lab', { brid });
    await eventually(async () => {
      const { body } = await clerk.get<{ status: string; earlier: unknown[] }>(`/lab-reports/${report.id}`);
      expect(body.status).toBe('corrected');
      expect(body.earlier.length).toBeGreaterThan(0);
    });
  });

  it('I1 stores the same facts whether they were pushed or read: nothing doubled, nothing missing', async () => {
    await hospital.simulate('/faults/duplicate', { on: true });
    for (let round = 0; round < 5; round += 1) await eventOf('lab');
    await hospital.simulate('/faults/duplicate', { on: false });
    const ours = await hospital.database.query<{ patient_id: string }>(`select patient_id from patient_link where source_system = 'HIS' and active`);
    await eventually(async () => {
      const [source] = await hospital.ask<{ n: number }>('lis', `select count(*)::int as n from v_lis_bg where ltrim(trim(brid), '0') = any ($1)`,
        [ours.map(({ patient_id: id }) => id.replace(/^0+/, ''))]);
      const [mirror] = await hospital.database.query<{ n: number; distinct: number }>(
        'select count(*)::int as n, count(distinct source_key)::int as distinct from lab_report where deleted_at is null');
      expect(mirror).toEqual({ n: source!.n, distinct: source!.n });
    }, 20_000);
  });

  it('W8 R-13.f follows a merge of two patient numbers, and the split of them again', async () => {
    const rosterNo = await anyRosterNo();
    const { from, into } = await hospital.simulate<{ from: string; into: string }>('/events/merge', { rosterNo });
    await eventually(async () => {
      const links = await hospital.database.query<{ patient_id: string; roster_no: string; merged_into: string | null }>(
        `select patient_id, roster_no, merged_into from patient_link l join beneficiary b on b.id = l.beneficiary_id
         where source_system = 'HIS' and patient_id = any ($1) and l.active`, [[from, into]]);
      expect(links.map(({ roster_no: no }) => no)).toEqual([rosterNo, rosterNo]);
      expect(links.find(({ patient_id: id }) => id === from)).toMatchObject({ merged_into: into });
    });
    await hospital.simulate('/events/unmerge', { brid: from });
    await eventually(async () => {
      const [link] = await hospital.database.query<{ merged_into: string | null }>(
        `select merged_into from patient_link where source_system = 'HIS' and patient_id = $1`, [from]);
      expect(link).toMatchObject({ merged_into: null });
    });
  });

  it('R-21.b brings the history of somebody who is put on the roster today', async () => {
    const [stranger] = await hospital.ask<{ brxm: string; sfzh: string; csny: string; visits: number }>('his',
      `select trim(b.brxm) as brxm, trim(b.sfzh) as sfzh, b.csny, count(z.*)::int as visits from v_brda b join v_mzjz z on trim(z.brid) = trim(b.brid)
       where length(trim(b.sfzh)) = 18 and trim(b.brid) <> all ($1) and coalesce(trim(b.zxbz), '') <> '1' group by 1, 2, 3 having count(*) >= 2 limit 1`,
      [(await hospital.database.query<{ patient_id: string }>(`select patient_id from patient_link where source_system = 'HIS'`)).map((row) => row.patient_id)]);
    const number = stranger!.sfzh.toUpperCase();
    const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
    const { status, body } = await clerk.post<{ id: string }>('/beneficiaries', {
      name: stranger!.brxm.replace(/[(（*].*$/, ''), sex: Number(number[16]) % 2 ? '1' : '2', birthDate, idType: '01', idCardNo: number, category: ['vip'],
    });
    expect({ status, body }).toMatchObject({ status: 200 });
    await eventually(async () => {
      const [row] = await hospital.database.query<{ n: number }>('select count(*)::int as n from visit where beneficiary_id = $1', [body.id]);
      expect(row!.n).toBeGreaterThanOrEqual(stranger!.visits);
    }, 20_000);
  });
});

async function anyRosterNo(): Promise<string> {
  const [row] = await hospital.database.query<{ roster_no: string }>(
    `select roster_no from beneficiary b where not confidential and status = 'active'
       and exists (select 1 from patient_link l where l.beneficiary_id = b.id and l.source_system = 'HIS')
       and not exists (select 1 from visit v where v.beneficiary_id = b.id and v.status = 'in_hospital') order by roster_no limit 1`);
  return row!.roster_no;
}

function visitOf(visitNo: string): Promise<void> {
  return eventually(async () => {
    expect(await hospital.database.query('select 1 from visit where source_key = $1', [visitNo])).toHaveLength(1);
  });
}
