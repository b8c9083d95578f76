import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PushIntakeService } from '../../../apps/api/src/features/extraction/push-intake.service.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { addPerson, insertRows } from '../../support/facts.js';

let hospital: TestHospital;
let admin: Visitor;
beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs', MLLP_PORT: '0', SYNC_TICK_SECONDS: '0.2' });
  const person = await addPerson(hospital.database, { name: '王某某' });
  await insertRows(hospital.database, 'patient_link', [
    {
      id: randomUUID(),
      source_system: 'HIS',
      patient_id: '00000001',
      beneficiary_id: person.id,
      active: true,
      rule: 'manual',
      reason: '测试',
      confidential: false,
      matched_by: 'test',
      matched_at: '2026-01-01T00:00:00Z',
    },
  ]);
  admin = await hospital.signIn('SYS_ADMIN', { departmentCode: '4004' });
});
afterAll(() => hospital.stop());

/** A segment with these fields, counted as HL7 counts them. */
function segment(name: string, fields: Readonly<Record<number, string>>): string {
  const cells = Array.from({ length: Math.max(...Object.keys(fields).map(Number)) }, (_, at) => fields[at + 1] ?? '');
  return [name, ...cells].join('|');
}

const admission = (visitNo: string, patientId = '00000001'): string =>
  [
    `MSH|^~\\&|NEWHIS|H|CADRE|H|20260301080000||ADT^A01|M${visitNo}|P|2.4`,
    segment('EVN', { 1: 'A01', 2: '20260301080000' }),
    segment('PID', { 1: '1', 3: `${patientId}^^^HIS`, 5: '王某某' }),
    segment('PV1', { 1: '1', 2: 'I', 3: '100110^呼吸内科', 19: visitNo, 44: '20260301075500' }),
  ].join('\r');

const SPEC = {
  id: 'adt-push',
  name: '入院（推送）',
  target: 'inpatient-visit',
  rank: 1,
  source: { transport: 'mllp', sendingApplication: 'NEWHIS', messages: ['ADT^A01'] },
  mapping: {
    key: ['visitNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      visitNo: { from: 'PV1-19.1' },
      patientId: { from: 'PID-3.1' },
      departmentCode: { from: 'PV1-3.1' },
      departmentName: { from: 'PV1-3.2', optional: true },
      admittedAt: { from: ['PV1-44.1', 'EVN-2.1'], as: 'instant' },
      status: { as: 'constant', value: 'in_hospital' },
      changedAt: { from: 'EVN-2.1', as: 'instant' },
    },
  },
};

/** Sends one message and answers what stood in MSA-1. */
function send(message: string): Promise<string> {
  const port = hospital.app.get(PushIntakeService, { strict: false }).port!;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`\u000b${message}\r\u001c\r`));
    socket.on('error', reject).on('data', (answer) => {
      socket.destroy();
      resolve(/MSA\|(\w\w)/.exec(answer.toString())?.[1] ?? '');
    });
  });
}

type Version = { id: string; samples: string[] };
type DryRun = { fetched: number; items: { verdict: string; key: string }[] };
const draft = async (spec: object): Promise<Version> =>
  (await admin.post<Version>('/extraction/connectors/new-adt/streams/adt-push/versions', { spec })).body;
const stored = () =>
  hospital.database.query<{ key: string; department: string }>(
    `select source_key as key, department_code as department from visit where source_system = 'new-adt' order by 1`,
  );

describe('messages nobody has heard of, connected by configuration alone', () => {
  let version: Version;

  it('R-25.b refuses them before: nobody listens to this sender', async () => {
    expect(await send(admission('ZY1'))).toBe('AR');
  });

  it('R-02.a keeps a pasted message as golden sample, and one that does not fit is refused in Chinese', async () => {
    await admin.post('/extraction/connectors', {
      id: 'new-adt',
      system: 'HIS',
      name: '新入院消息',
      patientNumbersOf: 'HIS',
    });
    expect(
      (await admin.post('/extraction/sources', { id: 'new-adt', connectorId: 'new-adt', name: '新入院消息' })).status,
    ).toBe(200);
    version = await draft(SPEC);
    const keep = (raw: string, expected?: object) =>
      admin.put<Version>(`/extraction/stream-versions/${version.id}/samples`, {
        name: '入院一例',
        raw,
        ...(expected ? { expected } : {}),
      });
    for (const raw of ['不是消息', admission('ZY1').replace('ADT^A01', 'ADT^A99'), admission('')]) {
      const { status, body } = await keep(raw);
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toMatch(/[\u4e00-\u9fff]/);
    }
    expect((await keep(admission('ZY1'), { record: { visitNo: 'ZY9' } })).status).toBe(400);
    expect((await keep(admission('ZY1'))).body.samples).toEqual(['入院一例']);
  });

  it('R-02.a takes them as soon as the version is active and the source switched on, and answers when they are stored', async () => {
    expect(
      (await admin.post(`/extraction/stream-versions/${version.id}/activate`, { reason: '对方今天开始推送' })).status,
    ).toBe(200);
    await admin.patch('/extraction/sources/new-adt', { enabled: true, reason: '对方今天开始推送' });
    await eventually(async () => expect(await send(admission('ZY1'))).toBe('AA'), 15_000);
    expect(await send(admission('ZY2', '00000999'))).toBe('AA');
    expect(await stored()).toEqual([{ key: 'ZY1', department: '100110' }]);
  }, 30_000);

  it('R-09.a tries a changed mapping on what was pushed last', async () => {
    const { mapping } = SPEC;
    const changed = {
      ...SPEC,
      mapping: { ...mapping, fields: { ...mapping.fields, wardName: { from: 'PV1-3.2', optional: true } } },
    };
    const second = await draft(changed);
    expect(second.samples).toEqual(['入院一例']);
    const { body } = await admin.post<DryRun>(`/extraction/stream-versions/${second.id}/dry-run`, {
      source: 'new-adt',
    });
    expect(body).toMatchObject({ fetched: 1, items: [{ verdict: expect.stringMatching(/changed|superseded/) }] });
    expect(JSON.stringify(body)).not.toMatch(/王某某|ZY1/);
    expect((await admin.post(`/extraction/stream-versions/${second.id}/activate`, { reason: '加病区' })).status).toBe(
      422,
    );
  });

  it('R-02.a maps by a new version as soon as it is active, without a restart', async () => {
    const { body: list } = await admin.get<{ items: Version[] }>(
      '/extraction/connectors/new-adt/streams/adt-push/versions',
    );
    const newest = list.items[0]!.id;
    const sample = `/stream-versions/${newest}/samples/${encodeURIComponent('入院一例')}`;
    expect(
      (
        await fetch(`${hospital.url}/api/v1/extraction${sample}`, {
          method: 'DELETE',
          headers: { authorization: `Bearer ${admin.token}` },
        })
      ).status,
    ).toBe(200);
    expect((await admin.post(`/extraction/stream-versions/${newest}/activate`, { reason: '加病区' })).status).toBe(200);
    let message = 10;
    await eventually(async () => {
      expect(await send(admission(`ZY${(message += 1)}`))).toBe('AA');
      expect(
        await hospital.database.query(`select 1 from visit where source_system = 'new-adt' and ward_name = '呼吸内科'`),
      ).not.toEqual([]);
    }, 15_000);
  }, 30_000);

  it('is taken while pulling is paused, and no longer when the source is switched off', async () => {
    await admin.patch('/extraction/sources/new-adt', { paused: true, reason: '暂停读取' });
    expect(await send(admission('ZY3'))).toBe('AA');
    expect((await stored()).map(({ key }) => key)).toContain('ZY3');
    await admin.patch('/extraction/sources/new-adt', { enabled: false, reason: '停止接收' });
    await eventually(async () => expect(await send(admission('ZY4'))).toBe('AR'), 15_000);
    const before = await stored();
    expect(await send(admission('ZY5'))).toBe('AR');
    expect(await stored()).toEqual(before);
  }, 30_000);
});
