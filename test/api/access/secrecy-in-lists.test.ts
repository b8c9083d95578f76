import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';
import { listedRows, sheetNo, sheetRows } from '../../support/workbook.js';
import { tell } from './answers.js';
import { EXPECTED_RIGHTS } from './expected-rights.js';
import { addressOf, type Operation, publishedOperations } from './operations.js';
import { addOrdinaryPerson } from './ordinary-person.js';
import { addSecretPerson, type SecretPerson } from './secret-person.js';

const WAIT = 240_000;
const WHERE = { departmentCode: '100110', staffNo: 'D1' };
const READINGS = publishedOperations().filter(({ method, path }) => method === 'GET' && !path.includes('{') && path !== '/live');
/** Every list whose rows go into a file, with that file. */
const PAIRS = READINGS.filter(({ path }) => path.endsWith('/export')).flatMap((file) => {
  const list = READINGS.find(({ path }) => path === file.path.replace(/\/export$/, ''));
  return list ? [{ list, file }] : [];
});
/** Matching a patient with him needs what both are called; it is decided by whoever has opened him. */
const BY_NAME = ['/match-candidates'];

let hospital: TestHospital;
let secret: SecretPerson;
/** Who sees him how: by a clearance and an opening, in his daily care, in an emergency, by a clearance alone, not at all. */
const viewers = new Map<string, { role: string; visitor: Visitor }>();
const allowed = (role: string) => ({ permission }: Operation): boolean => typeof permission === 'object' || EXPECTED_RIGHTS[role]!.permissions.includes(permission);

async function signIn(name: string, role: string, staffNo = `S-${name}`): Promise<string> {
  viewers.set(name, { role, visitor: await hospital.signIn(role, { ...WHERE, staffNo }) });
  return `t.${role}.100110.${staffNo}`.toLowerCase();
}

async function careFor(username: string): Promise<void> {
  await hospital.database.query(
    `insert into care_team_member (beneficiary_id, user_id, valid_from, valid_until, reason, granted_by, approved_by)
     select $1, id, now() - interval '1 day', now() + interval '1 day', '日常照护', gen_random_uuid(), gen_random_uuid() from app_user where username = $2`,
    [secret.id, username],
  );
}

beforeAll(async () => {
  hospital = await startHospital();
  const bench = new RosterBench(hospital);
  await addOrdinaryPerson(hospital);
  secret = await addSecretPerson(hospital);
  const [opener, cleared] = [await signIn('opened', 'HOSPITAL_LEADER'), await signIn('cleared', 'HOSPITAL_LEADER')];
  for (const username of [opener, cleared]) await bench.clear(username);
  await bench.open(opener, secret.id);
  await careFor(await signIn('caring clerk', 'OFFICE_STAFF'));
  await careFor(await signIn('caring nurse', 'HEAD_NURSE'));
  const doctor = await signIn('emergency', 'DEPT_DIRECTOR', 'D1');
  await hospital.database.query(
    `insert into confidential_opening (beneficiary_id, user_id, session_id, kind, reason, valid_until, review_state)
     select $1, u.id, s.id, 'emergency', '夜间急救', now() + interval '30 minutes', 'open' from app_user u join session s on s.user_id = u.id where u.username = $2`,
    [secret.id, doctor],
  );
  await signIn('stranger', 'OFFICE_DIRECTOR');
}, WAIT);
afterAll(() => hospital.stop());

const VIEWERS = ['opened', 'cleared', 'caring clerk', 'emergency', 'stranger'];

/** How many rows stand in a file between its head and its sum, and what the sum says. */
function rowsOf(bytes: Buffer): { rows: number; sum: number; text: string } {
  const lines = sheetRows(bytes);
  const last = lines.findIndex(([first]) => first === '合计');
  return { rows: last - 5, sum: Number.parseInt(String(lines[last]?.[1]), 10), text: JSON.stringify(lines) };
}

async function ofEveryList(name: string): Promise<{ path: string; total: number; rows: number; sum: number; text: string }[]> {
  const { role, visitor } = viewers.get(name)!;
  const found = [];
  for (const { list, file } of PAIRS.filter(({ file: one }) => allowed(role)(one))) {
    const { status, body } = await visitor.get(addressOf(list, '').replace('/api/v1', ''));
    if (typeof body?.total !== 'number') continue;
    const download = await visitor.download(addressOf(file, '').replace('/api/v1', ''));
    expect({ path: file.path, status, file: download.status }).toEqual({ path: file.path, status: 200, file: 200 });
    found.push({ path: list.path, total: body.total, ...rowsOf(download.bytes) });
  }
  return found;
}

describe('lists of one who may see a 机密 person', () => {
  it.each(VIEWERS)('R-85.a G-X.d for %s every list counts what its file counts', async (name) => {
    const lists = await ofEveryList(name);
    expect(lists.length).toBeGreaterThan(5);
    for (const { path, total, rows, sum } of lists) expect({ path, rows, sum }).toEqual({ path, rows: total, sum: total });
  }, WAIT);

  it.each(['opened', 'caring clerk', 'emergency'])('S39 S41 R-85.a the files of %s have a row for him without content', async (name) => {
    const lists = await ofEveryList(name);
    for (const { path, text } of lists)
      for (const mark of secret.marks.filter((one) => one !== '保健柒玖')) expect(text.includes(mark), `${mark} in the file of ${path}`).toBe(false);
    expect(lists.filter(({ text }) => text.includes('保健柒玖')).map(({ path }) => path)).toContain('/inpatient-visits');
  }, WAIT);

  it.each(['opened', 'caring clerk', 'caring nurse', 'emergency'])('R-91.b no list, board, worklist, figure or file of %s calls him by his name', async (name) => {
    const { role, visitor } = viewers.get(name)!;
    const named = [];
    let byAlias = 0;
    for (const operation of READINGS.filter(allowed(role)).filter(({ path }) => !BY_NAME.includes(path))) {
      // As it is, and as he would be looked for; a file says by what it was filtered.
      const keyword = operation.path.endsWith('/export') ? [] : operation.parameters.filter(({ name: one }) => ['keyword', 'q'].includes(one)).map((one) => ({ [one.name]: 'qmj' }));
      for (const address of [{}, ...keyword].map((query) => addressOf(operation, '', query))) {
        const { text } = await tell(visitor, address);
        if (text.includes('保健柒玖')) byAlias += 1;
        if (['阙密君', '幽字单位', '幽字职务'].some((mark) => text.includes(mark))) named.push(address);
      }
    }
    expect(named).toEqual([]);
    expect(byAlias).toBeGreaterThan(10);
  }, WAIT);

  it('R-91.b his own page and his own records say who he is', async () => {
    const { visitor } = viewers.get('opened')!;
    expect((await visitor.get(`/beneficiaries/${secret.id}`)).body).toMatchObject({ name: '阙密君', aliasName: '保健柒玖', workUnit: '幽字单位' });
    expect((await visitor.get(`/beneficiaries/${secret.id}/visits`)).body.items).toHaveLength(2);
    const [visit] = (await visitor.get('/inpatient-visits?keyword=BA739')).body.items;
    expect(visit).toMatchObject({ name: '保健柒玖', mainDiagnosis: '幽病' });
    expect((await visitor.get(`/visits/${String(visit!['id'])}`)).body['name']).toBe('阙密君');
  });

  it('R-85.a G-P.d a figure counts him for whoever has opened him, and its drill-down and their files count the same', async () => {
    const month = 'from=2026-03-01&to=2026-03-31';
    for (const [name, more] of [['opened', 1], ['cleared', 0]] as const) {
      const { visitor } = viewers.get(name)!;
      const { cells } = (await visitor.get<{ cells: { source: string; column: string; visits: number }[] }>(`/stats/reception-volume?${month}`)).body;
      const figure = cells.find(({ source, column }) => source === 'outpatient' && column === 'all')!.visits;
      const drill = `${month}&measure=outpatient`;
      const rows = rowsOf((await visitor.download(`/stats/drill/export?${drill}`)).bytes);
      expect({ figure, drill: (await visitor.get(`/stats/drill?${drill}`)).body['visits'], rows: rows.rows }).toEqual({ figure: 1 + more, drill: 1 + more, rows: 1 + more });
      const sheet = sheetRows((await visitor.download(`/stats/reception-volume/export?${month}`)).bytes);
      expect(sheet.find(([first]) => first === '门诊')!.at(-2)).toBe(1 + more);
      const { bytes } = await visitor.download(`/stats/reception-volume/export?${month}&withRows=true`);
      const named = listedRows(bytes, sheetNo(bytes, '明细')).map((row) => row['姓名']);
      expect([named.length, named.includes('保健柒玖'), named.includes('阙密君')]).toEqual([Number(sheet.find(([first]) => first === '合计')!.at(-2)), more === 1, false]);
    }
  });

  it('R-85.a where the hospital lets him leave the house, the file shows what the list shows, of whom was opened', async () => {
    const administrator = await hospital.signIn('SYS_ADMIN');
    expect((await administrator.put('/parameters/confidential.export', { value: true, version: 0, reason: '测试' })).status).toBe(204);
    const files = async (name: string) => (await ofEveryList(name)).find(({ path }) => path === '/inpatient-visits')!;
    const opened = await files('opened');
    expect(opened.rows).toBe(opened.total);
    expect(opened.text).toContain('幽病');
    expect(opened.text).not.toContain('阙密君');
    expect((await files('caring clerk')).text).not.toContain('幽病');
  });
});
