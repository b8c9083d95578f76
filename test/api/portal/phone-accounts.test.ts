import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import { startHospital, type TestHospital, visitor, type Visitor } from '../../support/app.js';
import { addCheckup, type Person } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';

interface Account {
  readonly id: string | null;
  readonly contactId: string | null;
  readonly name: string;
  readonly state: string;
  readonly phone: string | null;
  readonly boundPhone: string | null;
  readonly phoneChanged: boolean;
  readonly obstacle: string | null;
  readonly messageState: string | null;
  readonly devices: { readonly id: string }[];
  readonly version: number | null;
}

let hospital: TestHospital;
let bench: RosterBench;
let clerk: Visitor;
let doctor: Visitor;
let person: Person;
let serial = 0;

beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
});
afterAll(() => hospital.stop());
beforeEach(async () => {
  serial += 1;
  await hospital.database.query('delete from sign_in_attempt');
  person = await bench.enrol({ name: `手机人${serial}`, phone: phoneOf(serial) }, { department: '100110', staff: 'D1' });
});

const phoneOf = (n: number): string => `139${String(12_340_000 + n)}`;
const at = (act = ''): string => `/beneficiaries/${person.id}/account${act && `/${act}`}`;
const sheet = async (): Promise<Account[]> => (await clerk.get<{ items: Account[] }>(at())).body.items;
const accountOf = async (contactId: string | null = null): Promise<Account> => (await sheet()).find((one) => one.contactId === contactId)!;
const act = async (name: string, body: object = {}, contactId: string | null = null) =>
  clerk.post(at(name), { contactId, version: (await accountOf(contactId)).version ?? undefined, ...body });
const open = (contactId: string | null = null) => clerk.post(at('open'), { contactId });

/** What a gateway would send: opened with the installation's keys, as only it and the phone see it. */
async function sent(contactId: string | null = null): Promise<{ phone: string; text: string; code: string }> {
  const [message] = await hospital.database.query<{ phone: string; text: string }>(
    `select m.phone_cipher as phone, m.text_cipher as text from phone_message m join phone_account a on a.id = m.account_id
     where a.beneficiary_id = $1 and a.contact_id is not distinct from $2 and m.status = 'waiting'`,
    [person.id, contactId],
  );
  const cipher = hospital.app.get(FieldCipher, { strict: false });
  const text = cipher.open(message!.text);
  return { phone: cipher.open(message!.phone), text, code: /\d{8}/.exec(text)![0] };
}
const activate = (phone: string, code: string) => hospital.stranger.post<{ token: string; code: string }>('/m/v1/activation', { phone, code });
async function signedIn(contactId: string | null = null): Promise<Visitor> {
  const { phone, code } = await sent(contactId);
  return visitor(hospital.url, (await activate(phone, code)).body.token);
}
async function proxy(given: object = {}): Promise<string> {
  const { body } = await clerk.post<{ id: string }>(`/beneficiaries/${person.id}/contacts`, {
    name: '秘书某', relation: '秘书', phone: `137${String(12_340_000 + serial)}`, seesAppointments: true, books: false, readsReports: true, ...given,
  });
  return body.id;
}
const inbox = async (phone: Visitor): Promise<number> => (await phone.get('/m/v1/inbox')).status;

describe('the account of a service object', () => {
  it('R-93.a is opened by a message to the number on the roster, which only the phone reads; the code is good once', async () => {
    expect(await accountOf()).toMatchObject({ state: 'none', phone: phoneOf(serial).replace(/^(...)....(....)$/, '$1****$2'), obstacle: null });
    const opened = await open();
    expect([opened.status, opened.body['state']]).toEqual([200, 'invited']);
    const { phone, text, code } = await sent();
    expect(phone).toBe(phoneOf(serial));
    expect(text).not.toContain(`手机人${serial}`);
    const told = JSON.stringify([opened.body, (await clerk.get(at())).body, (await clerk.get(`/beneficiaries/${person.id}/changes`)).body]);
    expect(told).not.toContain(code);
    const { status, body } = await activate(`+86 ${phone}`, code);
    expect(status).toBe(200);
    expect(await inbox(visitor(hospital.url, body.token))).toBe(200);
    expect((await activate(phone, code)).status).toBe(401);
    expect(await accountOf()).toMatchObject({ state: 'active', phoneChanged: false, messageState: 'used', devices: [{}] });
    const [kept] = await hospital.database.query<{ left: number }>('select count(*)::int as left from phone_message where text_cipher is not null and beneficiary_id = $1', [person.id]);
    expect(kept!.left).toBe(0);
    expect((await open()).body).toMatchObject({ code: 'ACCOUNT_OPEN' });
  });

  it('S67 S68 a stranger learns nothing: an unknown number, a wrong code and a locked account are answered alike, five failures lock', async () => {
    await open();
    const { phone, code } = await sent();
    const wrong = code === '00000000' ? '11111111' : '00000000';
    const nobody = await activate('13900000000', wrong);
    const answers = [];
    for (let i = 0; i < 5; i += 1) answers.push(await activate(phone, wrong));
    answers.push(await activate(phone, code));
    const plain = ({ status, body }: { status: number; body: object }) => ({ status, ...body, errorNo: '' });
    for (const answer of answers) expect(plain(answer)).toEqual(plain(nobody));
    expect((await accountOf()).state).toBe('locked');
    expect((await act('unlock')).body).toMatchObject({ state: 'invited' });
    expect((await activate(phone, code)).status).toBe(200);
  });

  it('R-93.c what disables, resets or unbinds an account ends its sessions at once', async () => {
    await open();
    const first = await signedIn();
    expect(await inbox(first)).toBe(200);
    expect((await act('disable', { reason: '本人要求' })).body).toMatchObject({ state: 'disabled' });
    expect(await inbox(first)).toBe(401);
    expect((await act('enable')).body).toMatchObject({ state: 'invited' });
    expect(await inbox(first)).toBe(401);
    const second = await signedIn();
    await act('reset', { reason: '更换手机' });
    expect(await inbox(second)).toBe(401);
    const third = await signedIn();
    expect((await act('unbind', { reason: '不再使用' })).body).toMatchObject({ state: 'none' });
    expect(await inbox(third)).toBe(401);
    expect(await accountOf()).toMatchObject({ state: 'none', boundPhone: null, devices: [] });
  });

  it('S69 R-93.c no more than three messages a day go to one account, and what is refused changes nothing', async () => {
    await open();
    for (let i = 0; i < 2; i += 1) expect((await act('reset', { reason: '未收到短信' })).status).toBe(200);
    const before = await accountOf();
    expect((await act('reset', { reason: '未收到短信' })).body).toMatchObject({ status: 429, code: 'TOO_MANY_MESSAGES' });
    expect(await accountOf()).toEqual(before);
  });

  it('G-L an account that changed meanwhile is not changed by whoever read it before', async () => {
    await open();
    const { version } = await accountOf();
    expect((await clerk.post(at('disable'), { reason: '试一试' })).status).toBe(428);
    await act('reset', { reason: '先改一次' });
    expect((await clerk.post(at('disable'), { reason: '试一试', version })).status).toBe(412);
    expect((await accountOf()).state).toBe('invited');
  });

  it('R-93.b a proxy has rights, dates and a record with both names; without the right to reports he reads none', async () => {
    const secretary = await proxy();
    await open(secretary);
    const phone = await signedIn(secretary);
    expect(await inbox(phone)).toBe(200);
    const [seen] = (await clerk.get(at('acts'))).body.items;
    expect(seen).toMatchObject({ actorName: '秘书某', relation: '秘书', personName: `手机人${serial}`, act: 'list', beneficiaryId: person.id });
    const contact = (await clerk.get(`/beneficiaries/${person.id}/contacts`)).body.items[0]!;
    await clerk.put(`/beneficiaries/${person.id}/contacts/${secretary}`, { ...contact, phone: undefined, id: undefined, expired: undefined, readsReports: true, validUntil: '2020-01-01' });
    expect(await inbox(phone)).toBe(401);
    expect((await accountOf(secretary)).obstacle).toContain('有效期');
    const caller = await proxy({ name: '司机某', seesAppointments: false, readsReports: false });
    expect((await open(caller)).body).toMatchObject({ code: 'NO_PHONE_ACCOUNT' });
    expect((await sheet()).map(({ name }) => name)).not.toContain('司机某');
  });

  it('R-12.a R-12.d leaving care or another number on the roster ends what the phone could do', async () => {
    await open();
    const phone = await signedIn();
    const { body } = await clerk.get<{ version: number }>(`/beneficiaries/${person.id}`);
    expect((await clerk.patch(`/beneficiaries/${person.id}`, { version: body.version, phone: `136${String(12_340_000 + serial)}` })).status).toBeLessThan(300);
    expect(await inbox(phone)).toBe(401);
    expect(await accountOf()).toMatchObject({ state: 'active', phoneChanged: true });
    await act('reset', { reason: '号码更换' });
    const again = await signedIn();
    expect(await inbox(again)).toBe(200);
    await clerk.post(`/beneficiaries/${person.id}/status`, { status: 'suspended', reason: '暂停服务' });
    expect(await inbox(again)).toBe(401);
    expect((await act('reset', { reason: '再试' })).body).toMatchObject({ code: 'NO_PHONE_ACCOUNT' });
  });

  it('R-15.d a record can be sent once he, or a proxy who reads reports, can read it', async () => {
    const ready = async () => {
      const { PhoneVisitors } = await import('../../../apps/api/src/features/archive/phone-visitors.port.js');
      return bench.run((em) => hospital.app.get(PhoneVisitors, { strict: false }).readiness(em, person.id));
    };
    expect(await ready()).toEqual({ ready: false, reason: '本人未开通手机端' });
    await open();
    expect(await ready()).toEqual({ ready: false, reason: '本人的手机端账户尚未激活' });
    await signedIn();
    expect(await ready()).toEqual({ ready: true, reason: null });
  });

  it('R-88 R-15.d the roster says how far his account on the phone is, whom to call and of which year his last check-up is', async () => {
    const row = async (who = clerk) => (await who.get('/beneficiaries?pageSize=100')).body.items.find(({ id }) => id === person.id)!;
    expect(await row()).toMatchObject({ phoneAccount: 'none', contact: null, checkupYear: null });
    await proxy();
    await addCheckup(hospital.database, person);
    const { year } = (await hospital.database.query<{ year: number }>('select year from checkup where beneficiary_id = $1', [person.id]))[0]!;
    await open();
    expect(await row()).toMatchObject({ phoneAccount: 'invited', contact: '秘书某（秘书）', checkupYear: year });
    await signedIn();
    expect((await row()).phoneAccount).toBe('active');
    await act('disable', { reason: '本人要求' });
    expect((await row(doctor)).phoneAccount).toBe('disabled');
  });

  it('R-93 whoever may not keep accounts looks at most; nobody else learns of a 机密 person, who has no phone by default', async () => {
    expect((await doctor.get(at())).status).toBe(200);
    expect((await doctor.post(at('open'))).status).toBe(403);
    await open();
    const phone = await signedIn();
    await hospital.database.query(`update beneficiary set secrecy = 'V' where id = $1`, [person.id]);
    for (const path of [at(), at('acts')]) expect((await clerk.get(path)).status).toBe(404);
    for (const [name, body] of [['open', {}], ['disable', { reason: '试探', version: 1 }]] as const) expect((await clerk.post(at(name), body)).status).toBe(404);
    expect(await inbox(phone)).toBe(401);
  });

  it('S72 each change is in the log with who did it, and no code', async () => {
    await open();
    await act('disable', { reason: '本人要求' });
    const [account] = await hospital.database.query<{ id: string }>('select id from phone_account where beneficiary_id = $1', [person.id]);
    const rows = await hospital.database.query<{ actor: string; state: string }>(
      `select actor, after ->> 'state' as state from change_log where table_name = 'phone_account' and row_id = $1 order by seq`, [account!.id],
    );
    expect(rows).toEqual([{ actor: 't.office_staff.4001', state: 'invited' }, { actor: 't.office_staff.4001', state: 'disabled' }]);
  });
});
