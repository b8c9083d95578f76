import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCheckup, addPerson, type Person } from '../../support/facts.js';

interface Edition { id: string; version: number; status: string; body: string; edition: number; outdated: boolean; reason: string | null }

const WARD = '100105';
let hospital: TestHospital;
let nurse: Visitor;
let doctor: Visitor;
let leader: Visitor;
let person: Person;
let checkup: string;

beforeAll(async () => {
  hospital = await startHospital();
  nurse = await hospital.signIn('NURSE', { departmentCode: WARD });
  doctor = await hospital.signIn('DOCTOR', { departmentCode: WARD, staffNo: 'D1' });
  leader = await hospital.signIn('HOSPITAL_LEADER');
});
afterAll(() => hospital.stop());
beforeEach(async () => {
  person = await addPerson(hospital.database, { access: [{ department: WARD }, { staff: 'D1' }] });
  checkup = (await addCheckup(hospital.database, person, {
    conclusion: '血压偏高', items: [{ identity_code: 'SBP', item_name: '收缩压', value_text: '150', unit: 'mmHg', flag: 'H' }],
  })).id;
});

const text = (body: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({ body, advice: [], ...more });
const save = (who: Visitor, body: string, more: Record<string, unknown> = {}) => who.put<Edition>(`/checkups/${checkup}/summary`, text(body, more));
const step = (who: Visitor, act: string, body: object) => who.post<Edition>(`/checkups/${checkup}/summary/${act}`, body);
const editions = async (who: Visitor): Promise<Edition[]> => (await who.get<{ editions: Edition[] }>(`/checkups/${checkup}/summary`)).body.editions;

/** From nothing to published. */
async function publish(body: string, more: Record<string, unknown> = {}): Promise<Edition> {
  let { body: now } = await save(doctor, body, more);
  for (const act of ['submit', 'approve', 'publish']) {
    const { status, body: next } = await step(doctor, act, { version: now.version });
    expect(status, act).toBe(200);
    now = next;
  }
  return now;
}

describe('体检小结', () => {
  it('R-37.a two writers: the second is refused with 412, his words overwrite nothing and the other’s can be read', async () => {
    const { body: first } = await save(nurse, '护士所写');
    expect((await save(doctor, '医生所写', { version: first.version })).status).toBe(200);
    const late = await save(nurse, '护士再写', { version: first.version });
    expect(late).toMatchObject({ status: 412, body: { code: 'STALE_VERSION' } });
    expect(await editions(nurse)).toMatchObject([{ body: '医生所写', version: first.version + 1 }]);
  });

  it('R-37.a of two who begin at the same moment one begins, the other is told', async () => {
    const answers = await Promise.all([save(nurse, '甲'), save(doctor, '乙'), save(nurse, '丙'), save(doctor, '丁')]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412, 412, 412]);
    expect(await editions(nurse)).toHaveLength(1);
  });

  it('R-37.c a published summary is never changed, by no way; a correction is a new edition with its reason', async () => {
    const { version } = await publish('第一版');
    expect(await save(doctor, '改写', { version })).toMatchObject({ status: 409, body: { code: 'SUMMARY_PUBLISHED' } });
    await expect(hospital.database.query(`update checkup_summary set body = '改写' where checkup_id = $1`, [checkup])).rejects.toThrow('never changed');
    await expect(hospital.database.query('delete from checkup_summary where checkup_id = $1', [checkup])).rejects.toThrow('kept');
    expect((await step(doctor, 'editions', { reason: '' })).status).toBe(400);
    const { body: next } = await step(doctor, 'editions', { reason: '漏写复查' });
    expect(next).toMatchObject({ edition: 2, status: 'draft', body: '第一版', reason: '漏写复查' });
    expect(await editions(leader)).toMatchObject([{ edition: 1, status: 'published' }]);
    let now = (await save(doctor, '第二版', { version: next.version })).body;
    for (const act of ['submit', 'approve', 'publish']) now = (await step(doctor, act, { version: now.version })).body;
    expect(await editions(leader)).toMatchObject([{ edition: 2, status: 'published', body: '第二版' }, { edition: 1, status: 'superseded', body: '第一版' }]);
  });

  it('R-37.c what was published can be taken back with a reason, and only by who may publish', async () => {
    const { version } = await publish('要撤回的');
    expect((await step(nurse, 'withdraw', { version, reason: '写错' })).status).toBe(403);
    expect((await step(doctor, 'withdraw', { version })).status).toBe(400);
    expect((await step(doctor, 'withdraw', { version, reason: '写错对象' })).body).toMatchObject({ status: 'withdrawn', body: '要撤回的' });
    expect((await save(doctor, '重写', { version: version + 1 })).body).toMatchObject({ edition: 2, status: 'draft' });
  });

  it('R-37.d days of recheck become tasks when it is published, once, and follow the newest edition', async () => {
    const advice = [{ text: '三个月后复查肝功能', recheckItem: '肝功能', recheckDate: '2027-02-01' }, { text: '低盐饮食' }];
    const { body: draft } = await save(doctor, '小结', { advice });
    const tasks = async () => (await nurse.get(`/recalls?keyword=&pageSize=100`)).body.items.filter(({ checkupId }) => checkupId === checkup);
    expect(await tasks()).toEqual([]);
    let now = draft;
    for (const act of ['submit', 'approve', 'publish']) now = (await step(doctor, act, { version: now.version })).body;
    expect(await tasks()).toMatchObject([{ item: '肝功能', dueDate: '2027-02-01', status: 'open', beneficiaryId: person.id }]);
    const { body: next } = await step(doctor, 'editions', { reason: '改日期' });
    now = (await save(doctor, '小结', { version: next.version, advice: [{ ...advice[0], recheckDate: '2027-03-01' }] })).body;
    for (const act of ['submit', 'approve', 'publish']) now = (await step(doctor, act, { version: now.version })).body;
    expect((await tasks()).map(({ dueDate, status }) => [dueDate, status])).toEqual([['2027-02-01', 'cancelled'], ['2027-03-01', 'open']]);
  });

  it('R-37.e a nurse drafts and submits, a doctor approves and publishes; a reader sees nothing of it before', async () => {
    const { body: draft } = await save(nurse, '护士起草');
    expect(await editions(leader)).toEqual([]);
    expect((await save(leader, '读者')).status).toBe(403);
    const { body: sent } = await step(nurse, 'submit', { version: draft.version });
    expect((await step(nurse, 'approve', { version: sent.version })).status).toBe(403);
    expect((await save(nurse, '再改', { version: sent.version })).body).toMatchObject({ code: 'SUMMARY_IN_REVIEW' });
    const { body: back } = await step(doctor, 'return', { version: sent.version, reason: '请补充血压' });
    expect(back).toMatchObject({ status: 'draft', withdrawalReason: '请补充血压' });
  });

  it('R-37.f a report that is corrected after the summary is told, until somebody has looked through it', async () => {
    const { version } = await publish('已写好');
    await hospital.database.query(`update checkup set status = 'issued', source_version = now(), content_hash = 'other' where id = $1`, [checkup]);
    expect(await editions(leader)).toMatchObject([{ outdated: false }]);
    await hospital.database.query(`update checkup_item set value_text = '120', flag = 'N' where checkup_id = $1`, [checkup]);
    expect(await editions(leader)).toMatchObject([{ outdated: true }]);
    expect((await doctor.get(`/checkups?keyword=${encodeURIComponent(person.name)}&pageSize=100`)).body.items.find(({ id }) => id === checkup)).toMatchObject({ summaryOutdated: true });
    expect((await step(doctor, 'confirm', { version })).body).toMatchObject({ outdated: false, status: 'published' });
  });

  it('a step out of order, or on an older version, is refused and changes nothing', async () => {
    const { body: draft } = await save(doctor, '草稿');
    expect((await step(doctor, 'publish', { version: draft.version })).body).toMatchObject({ code: 'WRONG_STATE' });
    expect((await step(doctor, 'submit', { version: draft.version + 1 })).status).toBe(412);
    expect(await editions(doctor)).toMatchObject([{ status: 'draft', version: draft.version }]);
  });

  it('nobody learns of summaries of people whom he does not see', async () => {
    await publish('机要');
    const stranger = await hospital.signIn('DOCTOR', { departmentCode: '100101', staffNo: 'D9' });
    expect((await stranger.get(`/checkups/${checkup}/summary`)).status).toBe(404);
    expect((await save(stranger, '越权')).status).toBe(404);
  });

  it('phrases are one’s own or the department’s, and only their maker removes them', async () => {
    const { body: own } = await nurse.post<{ id: string }>('/summary-snippets', { title: '饮食', text: '低盐低脂饮食', use: 'own' });
    const { body: shared } = await nurse.post<{ id: string }>('/summary-snippets', { title: '运动', text: '适量运动', use: 'department' });
    const seen = async (who: Visitor) => (await who.get('/summary-snippets')).body.items.map(({ title }) => title);
    expect(await seen(nurse)).toEqual(['饮食', '运动']);
    expect(await seen(doctor)).toEqual(['运动']);
    const remove = (who: Visitor, id: string) => fetch(`${hospital.url}/api/v1/summary-snippets/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${who.token}` } });
    expect((await remove(doctor, shared.id)).status).toBe(404);
    expect((await remove(nurse, own.id)).status).toBe(204);
    expect(await seen(nurse)).toEqual(['运动']);
  });

  it('R-37.e parameters: only who approves may draft; nobody approves his own', async () => {
    const set = (name: string, value: unknown) =>
      hospital.database.query(`insert into parameter (id, value, changed_by) values ($1, $2, 'test') on conflict (id) do update set value = excluded.value`, [name, JSON.stringify(value)]);
    try {
      await set('checkup.draftBy', 'approvers');
      await set('checkup.secondPerson', true);
      await expect.poll(async () => (await save(nurse, '护士')).status, { timeout: 20_000 }).toBe(403);
      const [begun] = await editions(doctor);
      const { body: draft } = await save(doctor, '医生', begun ? { version: begun.version } : {});
      const { body: sent } = await step(doctor, 'submit', { version: draft.version });
      expect(await step(doctor, 'approve', { version: sent.version })).toMatchObject({ status: 409, body: { code: 'SECOND_PERSON_NEEDED' } });
      const head = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: WARD });
      expect((await step(head, 'approve', { version: sent.version })).body).toMatchObject({ status: 'approved' });
    } finally {
      await hospital.database.query(`delete from parameter where id like 'checkup.%'`);
    }
  });
});
