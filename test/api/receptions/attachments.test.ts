import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, type Person } from '../../support/facts.js';
import { staffRow } from '../../support/staff.js';
import { sheetRows } from '../../support/workbook.js';

interface Attachment { id: string; name: string; bytes: number; sha256: string; addedBy: string }

const WARD = '100105';
const PDF = Buffer.from('%PDF-1.7\n保障方案\n');
const REASON = '传错了文件';
let hospital: TestHospital;
let clerk: Visitor;
let nurse: Visitor;
let stranger: Visitor;
let person: Person;
let secret: Person;

beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  nurse = await hospital.signIn('NURSE', { departmentCode: WARD, staffNo: 'N1' });
  stranger = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'N2' });
  await insertRows(hospital.database, 'staff', [staffRow('N1', '护士甲', WARD), staffRow('N2', '护士乙', '100110')]);
  person = await addPerson(hospital.database, { name: '接待对象甲', care_level: 'L2', access: [{ department: WARD }] });
  secret = await addPerson(hospital.database, { name: '机密对象', care_level: 'L1', secrecy: 'V' });
});
afterAll(() => hospital.stop());

async function send(who: Visitor, path: string, bytes: Buffer, name = '保障方案.pdf'): Promise<{ status: number; body: Attachment }> {
  const answer = await fetch(`${hospital.url}/api/v1${path}`, {
    method: 'POST', body: new Uint8Array(bytes),
    headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) },
  });
  return { status: answer.status, body: (await answer.json()) as Attachment };
}

const TIMES = { receivedAt: '2026-03-01T01:00:00Z', startsAt: '2026-03-05T01:00:00Z', endsAt: '2026-03-05T05:00:00Z' };
async function mission(missionNo: string, beneficiaryIds: string[] = [person.id]): Promise<string> {
  const { status, body } = await clerk.post<{ id: string }>('/missions', {
    missionNo, title: `任务${missionNo}`, kind: 'CONFERENCE', ...TIMES, staff: [{ staffNo: 'N1' }], beneficiaryIds, content: '会场医疗保障',
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
}
const reception = async (): Promise<string> =>
  (await nurse.post<{ id: string }>('/receptions', { beneficiaryId: person.id, kind: 'CLINIC', staffNos: ['N1'], keyCare: false })).body.id;

describe('附件', () => {
  it.each(['missions', 'receptions'] as const)('R-62 a file of %s comes back as it was sent, to whoever sees the record, until it is taken away', async (kind) => {
    const path = `/${kind}/${kind === 'missions' ? await mission('M1') : await reception()}/attachments`;
    const writer = kind === 'missions' ? clerk : nurse;
    const { status, body } = await send(writer, path, PDF);
    expect([status, body.name, body.bytes, body.sha256]).toEqual([200, '保障方案.pdf', PDF.length, createHash('sha256').update(PDF).digest('hex')]);
    const list = async (who: Visitor): Promise<unknown[]> => (await who.get<{ items: Attachment[] }>(path)).body.items.map(({ id }) => id);
    expect(await list(nurse)).toEqual([body.id]);
    const file = await nurse.download(`${path}/${body.id}`);
    const [kept] = await hospital.database.query<{ content_cipher: Buffer }>('select content_cipher from work_attachment where id = $1', [body.id]);
    expect(kept!.content_cipher.includes(PDF.subarray(0, 8)), 'S79: nothing can be read of it in the database').toBe(false);
    expect([file.bytes.equals(PDF), file.headers.get('content-type'), file.headers.get('x-content-type-options')]).toEqual([true, 'application/pdf', 'nosniff']);
    expect(file.headers.get('content-disposition')).toContain('attachment');
    for (const outside of [path, `${path}/${body.id}`]) expect((await stranger.get(outside)).status).toBe(404);
    expect((await clerk.get(`/${kind}?pageSize=100`)).body.items.map((row) => row['attachmentCount'])).toEqual([1]);
    expect((await writer.post(`${path}/${body.id}/remove`, { reason: '' })).status).toBe(400);
    expect((await writer.post(`${path}/${body.id}/remove`, { reason: REASON })).status).toBe(200);
    expect([await list(nurse), (await nurse.get(`${path}/${body.id}`)).status, (await writer.post(`${path}/${body.id}/remove`, { reason: REASON })).status]).toEqual([[], 404, 404]);
    expect(await hospital.database.query(`select content_cipher, remove_reason from work_attachment where id = $1`, [body.id])).toEqual([{ content_cipher: null, remove_reason: REASON }]);
    expect(await hospital.database.query(`select count(*)::int as n from access_trail where reason = $1 and operation like $2 and outcome = 'allowed'`, [REASON, `POST /${kind}/%`])).toEqual([{ n: 1 }]);
  });

  it('R-62 takes papers and pictures only, each what its name says, neither empty nor too large nor without end', async () => {
    const path = `/missions/${await mission('M2')}/attachments`;
    for (const [bytes, name] of [[PDF, '方案.exe'], [PDF, '方案'], [PDF, '方案.png'], [Buffer.from('<script>'), '页面.pdf'], [Buffer.alloc(0), '空.pdf']] as const) {
      expect([name, (await send(clerk, path, bytes, name)).status]).toEqual([name, 400]);
    }
    expect((await send(clerk, path, Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]))).status).toBe(413);
    expect((await send(nurse, path, PDF)).status).toBe(403);
    const long = await send(clerk, path, PDF, `../${'长'.repeat(200)}.pdf`);
    expect([long.body.name.length, long.body.name.endsWith('.pdf'), long.body.name.includes('/')]).toEqual([120, true, false]);
    for (let n = 1; n < 20; n += 1) expect((await send(clerk, path, PDF)).status).toBe(200);
    expect((await send(clerk, path, PDF)).status).toBe(409);
  });

  it('S32 the files of a mission for somebody 机密 are there for nobody who may not see him', async () => {
    const id = await mission('M3', []);
    const { body } = await send(clerk, `/missions/${id}/attachments`, PDF);
    await insertRows(hospital.database, 'mission_person', [{ mission_id: id, beneficiary_id: secret.id, confidential: true, snap_type: 'cadre', snap_level: 'L1', snap_category: [], snap_key_care: false }]);
    for (const path of [`/missions/${id}/attachments`, `/missions/${id}/attachments/${body.id}`]) expect((await clerk.get(path)).status).toBe(404);
    expect((await send(clerk, `/missions/${id}/attachments`, PDF)).status).toBe(404);
    expect((await clerk.post(`/missions/${id}/attachments/${body.id}/remove`, { reason: REASON })).status).toBe(404);
  });

  it('R-63 G-X the list of missions goes out with its conditions, how many people and hours, and nobody’s name', async () => {
    const { status, bytes } = await clerk.download('/missions/export?from=2026-03-01&to=2026-03-31&kind=CONFERENCE');
    const rows = sheetRows(bytes);
    expect(status).toBe(200);
    expect(rows.at(-1)!.slice(0, 2)).toEqual(['合计', '2 条']);
    expect(rows[2]![0]).toBe('条件：任务时间：2026-03-01 至 2026-03-31；类别：会议保障');
    const [heads, first] = [rows[4]!, rows.find(([no]) => no === 'M2')!];
    expect(Object.fromEntries(heads.map((head, at) => [head, first[at]]))).toMatchObject({ 任务号: 'M2', 类别: '会议保障', 状态: '待回复', 参与人员: '护士甲', 涉及对象数: 1, 人时: 4, 任务内容: '会场医疗保障', 附件数: 20 });
    expect(JSON.stringify(rows)).not.toContain('接待对象甲');
    expect((await nurse.download('/missions/export')).status).toBe(403);
  });
});
