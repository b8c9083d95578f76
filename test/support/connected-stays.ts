import { randomUUID } from 'node:crypto';
import { startHospital, type TestHospital, type Visitor } from './app.js';
import { addPerson, insertRows, type Person } from './facts.js';
import { type ForeignSystem, startForeignSystem } from './foreign-system.js';

/** A hospital that reads the stays of a system which an administrator connected in the console. */
export interface ConnectedStays extends TestHospital {
  readonly foreign: ForeignSystem;
  readonly admin: Visitor;
  /** Patient 00000001 of the source. */
  readonly person: Person;
  /** Patient 00000002 of the source; 机密. */
  readonly secret: Person;
  /** Activates a mapping that differs from the one in force in these fields. */
  remap(fields: Readonly<Record<string, object>>): Promise<void>;
}

const DDL = `
  create table stay (zyh text primary key, brid text not null, brxm text, ryrq text, cypb text not null, brxz text, brks text not null default '100110', xgsj timestamp(3) not null);
  create view v_zy as select * from stay`;

export const STAYS = {
  id: 'stays',
  name: '住院',
  target: 'inpatient-visit',
  rank: 2,
  everySeconds: 60,
  source: {
    transport: 'sql-view',
    view: 'v_zy',
    key: ['zyh'],
    cursor: { column: 'xgsj', precision: 'instant' },
    patientColumn: 'brid',
    lookbackSeconds: 0,
  },
  mapping: {
    key: ['visitNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      visitNo: { from: 'zyh' },
      patientId: { from: 'brid' },
      patientName: { from: 'brxm', optional: true },
      admittedAt: { from: 'ryrq', as: 'instant' },
      departmentCode: { from: 'brks' },
      status: { from: 'cypb', codes: 'stay-state' },
      chargeType: { from: 'brxz', codes: 'stay-charge', optional: true },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
  },
};

export async function startConnectedStays(
  rows: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ConnectedStays> {
  const hospital = await startHospital({
    ROLE: 'http,jobs',
    SYNC_TICK_SECONDS: '0.2',
    SYNC_EVERY_SECONDS: '1',
    SYNC_SAFETY_LAG_SECONDS: '0',
    ...environment,
  });
  const foreign = await startForeignSystem(
    `${DDL}; insert into stay (zyh, brid, brxm, ryrq, cypb, brxz, xgsj) ${rows}`,
    ['v_zy'],
  );
  await insertRows(hospital.database, 'allowed_host', [{ entry: foreign.host }]);
  const person = await addPerson(hospital.database, { name: '王某某' });
  const secret = await addPerson(hospital.database, { name: '秘密人', secrecy: 'V' });
  await insertRows(hospital.database, 'patient_link', [
    linkOf(person, '00000001', false),
    linkOf(secret, '00000002', true),
  ]);
  const admin = await hospital.signIn('SYS_ADMIN', { departmentCode: '4004' });
  const connector = {
    id: 'stays-his',
    system: 'HIS',
    name: '住院系统',
    patientNumbersOf: 'HIS',
    codes: { 'stay-state': { 在院: 'in_hospital' }, 'stay-charge': {} },
    streams: [STAYS],
  };
  await agreed(admin.post('/extraction/connectors/import', { connector }));
  const activateNewest = async (): Promise<void> => {
    const { body } = await admin.get('/extraction/connectors/stays-his/streams/stays/versions');
    await agreed(
      admin.post(`/extraction/stream-versions/${String(body.items[0]!['id'])}/activate`, { reason: '测试接入' }),
    );
  };
  await activateNewest();
  await agreed(
    admin.post('/extraction/sources', { id: 'stays', connectorId: 'stays-his', name: '住院系统', url: foreign.url }),
  );
  await agreed(admin.patch('/extraction/sources/stays', { enabled: true, reason: '测试接入' }));
  return {
    ...hospital,
    foreign,
    admin,
    person,
    secret,
    remap: async (fields) => {
      const spec = { ...STAYS, mapping: { ...STAYS.mapping, fields: { ...STAYS.mapping.fields, ...fields } } };
      await agreed(admin.post('/extraction/connectors/stays-his/streams/stays/versions', { spec }));
      await activateNewest();
    },
    stop: async () => {
      await hospital.stop();
      await foreign.drop();
    },
  };
}

const linkOf = ({ id }: Person, patientId: string, confidential: boolean): Record<string, unknown> => ({
  id: randomUUID(),
  source_system: 'HIS',
  patient_id: patientId,
  beneficiary_id: id,
  active: true,
  rule: 'manual',
  reason: '测试',
  confidential,
  matched_by: 'test',
  matched_at: '2026-01-01T00:00:00Z',
});

async function agreed(asked: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await asked;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
}
