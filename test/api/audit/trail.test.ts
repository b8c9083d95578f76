import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCareFacts } from '../../support/care-records.js';
import { addCheckup, addLabReport, insertRows, measured, outpatientVisit } from '../../support/facts.js';
import { idCardOf, patientLike, RosterBench } from '../../support/people.js';
import { EXPECTED_RIGHTS } from '../access/expected-rights.js';
import { addressOf, type Operation, publishedOperations, statusOf } from '../access/operations.js';
import { archiveOnTrail } from '../archive/archive-on-trail.js';
import { type PretendArchive, startArchive } from '../imaging/pretend-archive.js';
import { keptFile } from '../jobs/kept-file.js';
import { attachedFiles } from './attached-files.js';
import { leftBy } from './trail-rows.js';

let hospital: TestHospital;
let archive: PretendArchive;
let bench: RosterBench;
let clerk: Visitor;
let operator: Visitor;
/** Who holds which of the powers, the first that may. */
const holders: { role: string; actor: string; visitor: Visitor }[] = [];
const ids: Record<string, string> = {};
const OPERATIONS = publishedOperations();
const AUDITED = OPERATIONS.filter(({ audit, method }) => typeof audit === 'string' && method === 'GET');

beforeAll(async () => {
  hospital = await startHospital();
  archive = await startArchive();
  bench = new RosterBench(hospital);
  clerk = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  operator = await hospital.signIn('SYS_ADMIN');
  holders.push(
    { role: 'OFFICE_DIRECTOR', actor: 't.office_director.4001', visitor: clerk },
    { role: 'SYS_ADMIN', actor: 't.sys_admin', visitor: operator },
    { role: 'SEC_ADMIN', actor: 't.sec_admin', visitor: await hospital.signIn('SEC_ADMIN') },
    { role: 'AUDITOR', actor: 't.auditor', visitor: await hospital.signIn('AUDITOR') },
    { role: 'HOSPITAL_LEADER', actor: 't.hospital_leader', visitor: await hospital.signIn('HOSPITAL_LEADER') },
  );
  const person = await bench.enrol({ name: '审计人', phone: '13600001234' }, { department: '100110' });
  const visit = outpatientVisit(person);
  await insertRows(hospital.database, 'visit', [visit]);
  const report = await addLabReport(hospital.database, person, { results: [measured('WBC', '5.1')] });
  const checkup = await addCheckup(hospital.database, person);
  const care = await addCareFacts(hospital.database, person);
  await insertRows(hospital.database, 'source', [archive.sourceRow('HIS', hospital)]);
  const [registration] = await hospital.database.query<{ id: string }>(
    `insert into registration (source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id,
       confidential, registered_at)
     values ('HIS', 'GH1', now(), 1, 'h', 'HIS', 'P1', $1, false, now()) returning id`,
    [person.id],
  );
  await archiveOnTrail(hospital.database, person.id, ids, ASKED);
  const [run] = await hospital.database.query<{ id: string }>(
    `insert into sync_run (source_id, stream_id, mode, requested_by) values ('his', 'visits', 'full', 'test') returning id::text`,
  );
  const [aside] = await hospital.database.query<{ id: string }>(
    `insert into quarantine (source_id, stream_id, key, kind, reason, problems, group_hash, payload_cipher)
     values ('his', 'visits', 'K1', 'mapping', '缺少字段', '[]', 'g', $1) returning id`,
    [hospital.app.get(FieldCipher, { strict: false }).seal('{"a":1}')],
  );
  const [version] = await hospital.database.query<{ id: string }>(
    `insert into stream_version (connector_id, stream_id, version, spec, created_by) values ('demo-his', 'visits', 1, '{}', 'test') returning id`,
  );
  const [replay] = await hospital.database.query<{ id: string }>(
    `insert into replay_task (kind, asked, reason, batch_size, total, requested_by) values ('failures', '{}', '测试', 1, 0, 'test') returning id`,
  );
  const [scan] = await hospital.database.query<{ id: string }>(`insert into full_scan (source_id, stream_id, run_id) values ('his', 'visits', 1) returning id::text`);
  const [comparison] = await hospital.database.query<{ id: string }>(
    `insert into reconciliation_run (source_id, stream_id, from_day, to_day, requested_by) values ('his', 'visits', '2026-03-01', '2026-03-02', 'test') returning id::text`,
  );
  await insertRows(hospital.database, 'source', [
    { id: 'settings', connector_id: 'demo-his', name: 'HIS', system: 'HIS', host: '127.0.0.1:1', enabled: false },
  ]);
  await insertRows(hospital.database, 'role', [{ code: 'CHOSEN', name: '专属', data_scope: 'persons' }]);
  const [account] = await hospital.database.query<{ id: string }>(`select id from app_user where username = 't.sec_admin'`);
  const [colleague] = await hospital.database.query<{ id: string }>(
    `insert into staff (source_system, source_key, source_version, source_rank, content_hash, staff_no, name)
     values ('HIS', 'G1', now(), 1, 'h', 'G1', '测试同事') returning id`,
  );
  const [seen] = await hospital.database.query<{ seq: string }>('select min(seq)::text as seq from access_trail');
  await bench.clear('t.hospital_leader');
  await bench.open('t.hospital_leader', (await bench.enrol({ name: '机密审计人', secrecy: 'V' })).id);
  Object.assign(ids, {
    'confidential-openings': (await hospital.database.query<{ id: string }>('select id from confidential_opening'))[0]!.id,
    users: account!.id, 'stats/reports': (await clerk.post<{ id: string }>('/stats/reports', { kind: 'month', period: '2026-03' })).body.id,
    roles: 'DOCTOR', 'people-roles': 'CHOSEN', departments: '100110',
    staff: colleague!.id,
    'dictionary-types': 'SEX',
    'restricted-words': (await hospital.database.query<{ id: string }>('select id from restricted_note_word limit 1'))[0]!.id,
    parameters: 'audit.retentionDays',
    'audit/trail': seen!.seq,
    beneficiaries: person.id,
    visits: visit.id,
    'lab-reports': report.id, 'exam-reports': care['exam-report']!, 'lab-variations': 'CREA',
    checkups: checkup.id,
    notes: care['clinical-note']!,
    registrations: registration!.id, appointments: care['appointment']!,
    'imaging-studies': care['imaging-study']!,
    'extraction/runs': run!.id,
    'extraction/quarantine': aside!.id,
    'extraction/sources': 'settings',
    'extraction/connectors': 'demo-his',
    'extraction/stream-versions': version!.id,
    'extraction/replay-tasks': replay!.id,
    'extraction/scans': scan!.id,
    'extraction/reconciliations': comparison!.id,
    files: await keptFile(hospital, 't.office_director.4001', person.id), ...await attachedFiles(hospital, clerk, person.id),
  });
});
afterAll(async () => {
  await hospital.stop();
  await archive.stop();
});

const idFor = ({ path }: Operation): string =>
  ids[Object.keys(ids).find((start) => path.startsWith(`/${start}/`)) ?? ''] ?? '';
const holder = ({ permission, path }: Operation): (typeof holders)[number] => holders.find(({ role }) => path.startsWith('/confidential-openings/{id}') && role === 'HOSPITAL_LEADER') ??
  holders.find(({ role }) => typeof permission === 'object' || EXPECTED_RIGHTS[role]!.permissions.includes(permission)) ?? holders[0]!;
/** What an operation wants besides its path. */
const ASKED: Record<string, Readonly<Record<string, string>>> = {
  'GET /departments/visit-handling': { code: '100110', handlesVisits: 'true' },
  'GET /audit/evidence': { from: '2020-01-01', to: '2099-01-01', reason: '全部' },
};
/** As the trail writes it: with :placeholders. */
const named = ({ method, path }: Operation): string => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`;

describe('the access trail', () => {
  it.each(AUDITED.map((one) => [one.name, one] as const))(
    'S72 %s leaves exactly one row that says who, whence, what and about whom',
    async (_name, operation) => {
      const { visitor, actor } = holder(operation);
      const { answer, rows } = await leftBy(hospital, () =>
        statusOf(hospital.url, 'GET', addressOf(operation, idFor(operation), ASKED[operation.name]), visitor.token),
      );
      expect(answer).toBe(200);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        actor,
        ip: '127.0.0.1',
        operation: named(operation),
        action: operation.audit,
        outcome: 'allowed',
        status: 200,
        trace: expect.stringMatching(/^[0-9a-f]{16}$/),
        user_id: expect.any(String),
        session_id: expect.any(String),
      });
      if (operation.path.includes('{id}')) expect(rows[0]!.asked).toMatchObject({ id: idFor(operation) });
      if (/^.(beneficiaries|visits|receptions|lab-reports|checkups|notes|registrations|imaging-studies).\{id\}/.test(operation.path))
        expect(rows[0]!.beneficiary_ids).toEqual([ids['beneficiaries']]);
      if (/^.(outpatient-visits|beneficiaries)(.export)?$/.test(operation.path)) {
        expect(rows[0]).toMatchObject({ beneficiary_ids: [ids['beneficiaries']], row_count: 1 });
      }
    },
  );

  it.each(
    OPERATIONS.filter(({ path, permission }) => path.includes('{id}') && typeof permission === 'string').map(
      (one) => [one.name, one] as const,
    ),
  )('S72 %s of what is not there is on record as it was answered', async (_name, operation) => {
    const unknown = operation.path.startsWith('/extraction/runs') ? '999999' : randomUUID();
    const { answer, rows } = await leftBy(hospital, () =>
      statusOf(hospital.url, operation.method, addressOf(operation, unknown), holder(operation).visitor.token),
    );
    expect(await outcomesOf(rows[0]!.trace, answer)).toEqual([
      { outcome: answer < 400 ? 'allowed' : 'refused', status: answer },
    ]);
  });

  it('S72 a refusal for want of a right, of a session and of good input is on record, each once', async () => {
    const noRight = await leftBy(hospital, () => operator.get('/beneficiaries'));
    expect(noRight.rows).toMatchObject([
      { actor: 't.sys_admin', operation: 'GET /beneficiaries', outcome: 'refused', status: 403, ip: '127.0.0.1' },
    ]);
    const noSession = await leftBy(hospital, () => hospital.stranger.get('/beneficiaries'));
    expect(noSession.rows).toMatchObject([
      { actor: '-', operation: 'GET /beneficiaries', outcome: 'refused', status: 401 },
    ]);
    const badInput = await leftBy(hospital, () => clerk.get('/beneficiaries?page=0'));
    expect(badInput.rows).toMatchObject([
      { actor: 't.office_director.4001', outcome: 'refused', status: 400, asked: { page: '0' } },
    ]);
    expect(badInput.answer.body['errorNo']).toBe(badInput.rows[0]!.trace);
  });

  it('S72 writing acts leave one row each, with the reason that was given', async () => {
    const enrolled = await leftBy(hospital, () =>
      clerk.post('/beneficiaries', {
        name: '新人甲',
        sex: '1',
        idType: '01',
        idCardNo: idCardOf('1951-02-03'),
        category: ['cadre'],
        careLevel: 'L3',
      }),
    );
    expect(enrolled.answer).toMatchObject({ status: 200 });
    expect(enrolled.rows).toMatchObject([
      {
        operation: 'POST /beneficiaries',
        action: 'change',
        outcome: 'allowed',
        beneficiary_ids: [enrolled.answer.body['id']],
      },
    ]);
    const revealed = await leftBy(hospital, () =>
      clerk.post(`/beneficiaries/${ids['beneficiaries']}/reveal`, { field: 'phone', reason: '核对联系电话' }),
    );
    expect(revealed.answer.body).toEqual({ value: '13600001234' });
    expect(revealed.rows).toMatchObject([
      { action: 'reveal', outcome: 'allowed', reason: '手机：核对联系电话', beneficiary_ids: [ids['beneficiaries']] },
    ]);
    expect(JSON.stringify(revealed.rows)).not.toContain('13600001234');
    const other = await bench.enrol({ name: '待配人', phone: '13511112222' });
    await bench.resolve(patientLike(other, { patientId: 'A1', idCardNo: null }));
    const [candidate] = await hospital.database.query<{ id: string }>(
      `select id from match_candidate where patient_id = 'A1'`,
    );
    for (const [act, body] of [
      ['confirm', {}],
      ['undo', {}],
      ['reject', { reason: '并非同一人' }],
    ] as const) {
      const { answer, rows } = await leftBy(hospital, () =>
        clerk.post(`/match-candidates/${candidate!.id}/${act}`, body),
      );
      expect(answer.status, act).toBe(200);
      expect(rows, act).toMatchObject([
        {
          operation: `POST /match-candidates/:id/${act}`,
          action: 'change',
          outcome: 'allowed',
          object_ids: [candidate!.id],
        },
      ]);
    }
  });

  it('S72 signing in and out leave a row each', async () => {
    const { rows } = await leftBy(hospital, () => hospital.signIn('GUIDE'));
    expect(rows).toMatchObject([
      {
        actor: 't.guide',
        operation: 'POST /auth/login',
        action: 'sign-in',
        outcome: 'allowed',
        session_id: expect.any(String),
      },
    ]);
    const guide = await hospital.signIn('GUIDE');
    const out = await leftBy(hospital, () => guide.post('/auth/logout'));
    expect(out.rows).toMatchObject([
      { actor: 't.guide', operation: 'POST /auth/logout', outcome: 'allowed', session_id: expect.any(String) },
    ]);
  });

  it('S74 neither headers nor the body can name another actor or another address', async () => {
    const { rows } = await leftBy(hospital, async () =>
      fetch(`${hospital.url}/api/v1/beneficiaries`, {
        headers: {
          authorization: `Bearer ${clerk.token}`,
          'x-forwarded-for': '10.1.2.3',
          'x-real-ip': '10.1.2.3',
          'x-user': 'leader',
          'x-request-id': 'forged',
          'user-agent': 'a'.repeat(900),
        },
      }),
    );
    expect(rows).toMatchObject([
      { actor: 't.office_director.4001', ip: '127.0.0.1', trace: expect.stringMatching(/^[0-9a-f]{16}$/) },
    ]);
    expect(String((rows[0] as unknown as { device: string }).device).length).toBeLessThanOrEqual(200);
  });

  it('S74 text that looks like SQL is kept as text', async () => {
    const evil = `'); delete from access_trail; --`;
    const { rows } = await leftBy(hospital, () => clerk.get(`/beneficiaries?workUnit=${encodeURIComponent(evil)}`));
    expect(rows).toMatchObject([{ outcome: 'allowed', asked: { workUnit: evil } }]);
    const backslash = await leftBy(hospital, () =>
      clerk.get(`/beneficiaries?workUnit=${encodeURIComponent(`\\'; select 1; --\\`)}`),
    );
    expect(backslash.rows).toMatchObject([{ outcome: 'allowed', asked: { workUnit: `\\'; select 1; --\\` } }]);
  });
});

/** How the request of this number ended, once its answer's status is on record. */
async function outcomesOf(trace: string, status: number): Promise<{ outcome: string; status: number }[]> {
  const end = Date.now() + 2_000;
  for (;;) {
    const rows = await hospital.database.query<{ outcome: string; status: number }>(
      'select outcome, status from access_trail where trace = $1 order by seq desc limit 1',
      [trace],
    );
    if (rows.some((row) => row.status === status) || Date.now() > end) return rows;
    await new Promise((go) => setTimeout(go, 50));
  }
}
