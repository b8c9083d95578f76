import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PhoneVisitors } from '../../../apps/api/src/features/archive/phone-visitors.port.js';
import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import { startHospital, type TestHospital, visitor, type Visitor } from '../../support/app.js';
import { insertRows, type Person } from '../../support/facts.js';
import { readPdf } from '../../support/read-pdf.js';
import { connectSources, diabetic } from './archive-bench.js';

const FOR_HIMSELF = '5e0c1a4e-0000-4000-8000-000000000003';
const WHOLE = '5e0c1a4e-0000-4000-8000-000000000001';

let hospital: TestHospital;
let doctor: Visitor;
let person: Person;
let somebodyElse: Person;
let own: Visitor;
let proxy: Visitor;
let other: Visitor;

beforeAll(async () => {
  hospital = await startHospital();
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
  await connectSources(hospital);
  person = await diabetic(hospital);
  const cipher = hospital.app.get(FieldCipher, { strict: false });
  await insertRows(hospital.database, 'beneficiary_identifier', [{ beneficiary_id: person.id, kind: 'ID_CARD', cipher: cipher.seal('11010119500615123X'), blind_index: 'x', confidential: false }]);
  somebodyElse = await diabetic(hospital, { name: '旁人甲' });
  // The accounts of service objects come with another feature; here they stand at its port.
  const phones = new Map([['own', [person.id]], ['proxy', [person.id]], ['other', [somebodyElse.id]]]);
  hospital.app.get(PhoneVisitors, { strict: false }).offer({
    visitorOf: async (token) => (phones.has(token) ? { account: token, beneficiaryIds: phones.get(token)! } : null),
    acted: async () => undefined,
    readiness: async (_, id) => ({ ready: id === person.id, reason: id === person.id ? null : '本人未开通手机端' }),
  });
  [own, proxy, other] = ['own', 'proxy', 'other'].map((token) => visitor(hospital.url, token)) as [Visitor, Visitor, Visitor];
});
afterAll(() => hospital.stop());

async function signed(id = person.id, templateId = FOR_HIMSELF): Promise<string> {
  const { body } = await doctor.post<{ id: string }>(`/beneficiaries/${id}/archives`, { templateId });
  await doctor.post(`/archives/${body.id}/signature`, { opinion: '内部意见：注意依从性' });
  return body.id;
}
const send = (id: string, body: object = {}) => doctor.post<{ id: string; status: string; beneficiaryId: string }>(`/archives/${id}/deliveries`, body);
const stateOf = async (id: string) => (await doctor.get('/deliveries')).body.items.find((item) => item['id'] === id)?.['status'];

describe('a health record sent to the person it is about', () => {
  it('R-15.a is opened by himself and his proxy after signing in, by nobody else', async () => {
    const { body: sent } = await send(await signed());
    for (const reader of [own, proxy]) expect((await reader.get('/m/v1/inbox')).body.items.map(({ id }) => id)).toContain(sent.id);
    expect((await other.get('/m/v1/inbox')).body.items).toEqual([]);
    expect((await other.get(`/m/v1/inbox/${sent.id}`)).status).toBe(410);
    for (const stranger of [hospital.stranger, doctor, visitor(hospital.url, 'made-up')]) expect((await stranger.get(`/m/v1/inbox/${sent.id}`)).status).toBe(401);
    expect(await stateOf(sent.id)).toBe('sent');
    expect((await own.get(`/m/v1/inbox/${sent.id}`)).status).toBe(200);
    expect(await stateOf(sent.id)).toBe('read');
  });

  it('R-15.a what is told outside holds no name, level, diagnosis or value', async () => {
    const { body: sent } = await send(await signed());
    const notices = await hospital.database.query<{ text: string; status: string }>(`select text, status from archive_notice where delivery_id = $1`, [sent.id]);
    expect(notices).toEqual([{ text: '您有新的健康档案，请登录手机端查看。', status: 'waiting' }]);
  });

  it('S31 R-15.b nobody can choose another recipient: the person of the version is the only one', async () => {
    const archive = await signed();
    for (const body of [{ phone: '13800000000' }, { beneficiaryId: somebodyElse.id }, { recipient: 'other' }]) expect((await send(archive, body)).status).toBe(400);
    expect((await send(archive)).body.beneficiaryId).toBe(person.id);
  });

  it('R-15.c what was revoked or has run out cannot be opened; that it was read stays on record', async () => {
    const { body: sent } = await send(await signed());
    await own.get(`/m/v1/inbox/${sent.id}`);
    expect((await doctor.post(`/deliveries/${sent.id}/revoke`, { reason: '发错版本' })).body['status']).toBe('revoked');
    const { status, body } = await own.get(`/m/v1/inbox/${sent.id}`);
    expect([status, body['code']]).toEqual([410, 'DELIVERY_OVER']);
    expect((await doctor.post(`/deliveries/${sent.id}/revoke`, { reason: '再撤' })).status).toBe(409);
    const changes = await hospital.database.query<{ actor: string; status: string }>(
      `select actor, after ->> 'status' as status from change_log where table_name = 'archive_delivery' and row_id = $1 order by seq`, [sent.id],
    );
    expect(changes).toEqual([{ actor: 't.doctor.100110.d1', status: 'sent' }, { actor: 'system:phone:own', status: 'read' }, { actor: 't.doctor.100110.d1', status: 'revoked' }]);
    const { body: short } = await send(await signed(), { days: 1 });
    await hospital.database.query(`update archive_delivery set expires_at = now() - interval '1 minute' where id = $1`, [short.id]);
    expect((await own.get(`/m/v1/inbox/${short.id}`)).status).toBe(410);
    expect(await stateOf(short.id)).toBe('expired');
  });

  it('R-15.d without access to the phone page it is not sent, and the reason is given', async () => {
    const archive = await signed(somebodyElse.id);
    expect((await doctor.get(`/archives/${archive}/recipient`)).body).toMatchObject({ ready: false, reason: '本人未开通手机端，请先为其开通手机端。' });
    expect((await send(archive)).status).toBe(409);
  });

  it('R-15.e shows before sending whom it goes to: name, sex, age, end of the id card', async () => {
    const { body } = await doctor.get(`/archives/${await signed()}/recipient`);
    expect(body).toMatchObject({ name: '陈国栋', sex: '1', age: 76, idTail: '123X', ready: true, reason: null });
  });

  it('R-15 sends the patient version only, signed, without what doctors tell each other', async () => {
    expect((await send(await signed(person.id, WHOLE))).body).toMatchObject({ code: 'NOT_DELIVERABLE' });
    const { body: unsigned } = await doctor.post<{ id: string }>(`/beneficiaries/${person.id}/archives`, { templateId: FOR_HIMSELF });
    expect((await send(unsigned.id)).status).toBe(409);
    const { body: sent } = await send(await signed());
    const opened = await own.get(`/m/v1/inbox/${sent.id}`);
    expect(JSON.stringify(opened.body)).not.toContain('内部意见');
    const answer = await fetch(`${hospital.url}/api/v1/m/v1/inbox/${sent.id}/pdf`, { method: 'POST', headers: { authorization: 'Bearer own' } });
    const text = (await readPdf(Buffer.from(await answer.arrayBuffer()))).map((page) => page.text).join('');
    expect(text).toContain('2型糖尿病');
    expect(text).not.toContain('内部意见');
    expect(await stateOf(sent.id)).toBe('downloaded');
  });
});
