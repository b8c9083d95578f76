import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDictionaries } from '../../../apps/api/src/features/settings/dictionary-seed.js';
import { ScopedDatabase } from '../../../apps/api/src/platform/database/scoped-database.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson } from '../../support/facts.js';
import { sheetRows } from '../../support/workbook.js';

let hospital: TestHospital;
let administrator: Visitor;

beforeAll(async () => {
  hospital = await startHospital();
  administrator = await hospital.signIn('SYS_ADMIN');
});
afterAll(() => hospital.stop());

const FACTS = { color: null, sort: 90, active: true, validFrom: null, validUntil: null, nationalCode: null, cityCode: null, hisCode: null };
const REASON = { reason: '干保办要求' };
const items = (system: string) => administrator.get(`/dictionary-types/${system}/items`).then(({ body }) => body.items);
const item = async (system: string, code: string) => (await items(system)).find((one) => one.code === code);
const offered = async (system: string, code: string) => {
  const { body } = await administrator.get<{ items: { system: string; codes: { code: string; name: string; offered: boolean }[] }[] }>('/dictionaries');
  return body.items.find((one) => one.system === system)?.codes.find((one) => one.code === code);
};

describe('dictionaries', () => {
  it('R-98 a hospital adds a person category of its own, which is offered at once and found by its initials', async () => {
    const made = await administrator.post('/dictionary-types/PERSON_CATEGORY/items', { code: 'GUEST', name: '市里客人', ...FACTS, ...REASON });
    expect(made.status).toBe(204);
    expect(await offered('PERSON_CATEGORY', 'GUEST')).toEqual({ code: 'GUEST', name: '市里客人', pinyin: 'slkr', color: null, offered: true });
    expect((await administrator.post('/dictionary-types/PERSON_CATEGORY/items', { code: 'GUEST', name: '客人', ...FACTS, ...REASON })).status).toBe(409);
  });

  it('R-98.a what a record holds cannot be deleted, only disabled; its name is still told, it is no longer offered', async () => {
    await addPerson(hospital.database, { name: '字典甲', person_categories: ['GUEST'] });
    expect(await item('PERSON_CATEGORY', 'GUEST')).toMatchObject({ uses: 1, version: 1 });
    const removed = await administrator.post('/dictionary-types/PERSON_CATEGORY/items/GUEST/remove', { version: 1, ...REASON });
    expect(removed).toMatchObject({ status: 409, body: { code: 'IN_USE', detail: expect.stringContaining('1 条') } });
    const disabled = await administrator.put('/dictionary-types/PERSON_CATEGORY/items/GUEST', { name: '市里客人', ...FACTS, active: false, version: 1, ...REASON });
    expect(disabled.status).toBe(204);
    expect(await offered('PERSON_CATEGORY', 'GUEST')).toMatchObject({ name: '市里客人', offered: false });
  });

  it('R-98.a what nobody holds is deleted, and the change log says what it was', async () => {
    await administrator.post('/dictionary-types/PERSON_CATEGORY/items', { code: 'TYPO', name: '打错了', ...FACTS, ...REASON });
    expect((await administrator.post('/dictionary-types/PERSON_CATEGORY/items/TYPO/remove', { version: 1, ...REASON })).status).toBe(204);
    expect(await item('PERSON_CATEGORY', 'TYPO')).toBeUndefined();
    const log = await hospital.database.query(`select action, actor, before ->> 'name' as name from change_log where row_id = 'PERSON_CATEGORY/TYPO' order by seq`);
    expect(log).toEqual([{ action: 'insert', actor: 't.sys_admin', name: null }, { action: 'delete', actor: 't.sys_admin', name: '打错了' }]);
  });

  it('R-98.b what came with the product is not deleted, and codes that the program asks by are neither added nor disabled', async () => {
    const { version } = (await item('MARITAL', '10')) as { version: number };
    expect((await administrator.post('/dictionary-types/MARITAL/items/10/remove', { version, ...REASON })).body).toMatchObject({ code: 'BUILT_IN' });
    expect((await administrator.post('/dictionary-types/SECRECY/items', { code: 'X', name: '绝密', ...FACTS, ...REASON })).body).toMatchObject({ code: 'DICTIONARY_FIXED' });
    const hidden = { name: '机密', ...FACTS, active: false, version: 1, ...REASON };
    expect((await administrator.put('/dictionary-types/SECRECY/items/V', hidden)).body).toMatchObject({ code: 'DICTIONARY_FIXED' });
    expect((await administrator.put('/dictionary-types/SECRECY/items/V', { ...hidden, name: '机密级', active: true })).status).toBe(204);
  });

  it('R-98.b an installation that is started again keeps what a hospital has renamed', async () => {
    await hospital.app.get(ScopedDatabase).asSystem('seed', (em) => seedDictionaries(em));
    expect(await offered('SECRECY', 'V')).toMatchObject({ name: '机密级' });
  });

  it('R-98.b open pages are told at once', async () => {
    const abort = new AbortController();
    const stream = await fetch(`${hospital.url}/api/v1/live`, { headers: { authorization: `Bearer ${administrator.token}` }, signal: abort.signal });
    const reader = stream.body!.getReader();
    let heard = '';
    const listening = (async () => {
      for (let part = await reader.read(); !part.done && !heard.includes('dictionaries'); part = await reader.read()) heard += Buffer.from(part.value).toString();
    })().catch(() => undefined);
    await administrator.post('/dictionary-types/MARITAL/items', { code: '99', name: '其他', ...FACTS, ...REASON });
    await expect.poll(() => heard, { timeout: 30_000 }).toContain('dictionaries');
    abort.abort();
    await listening;
  });

  it('R-98 an item is offered on its days only', async () => {
    const code = { code: 'OLD', name: '旧项', ...FACTS, validUntil: '2020-12-31', ...REASON };
    expect((await administrator.post('/dictionary-types/PERSON_CATEGORY/items', code)).status).toBe(204);
    expect(await offered('PERSON_CATEGORY', 'OLD')).toMatchObject({ offered: false });
    const turned = { ...code, code: 'TURNED', validFrom: '2021-01-01' };
    expect((await administrator.post('/dictionary-types/PERSON_CATEGORY/items', turned)).body).toMatchObject({ fields: [{ field: 'validUntil' }] });
  });

  it('R-98.c what has no code of the city, the nation or the HIS is counted until somebody enters it', async () => {
    const type = async () => (await administrator.get('/dictionary-types')).body.items.find(({ id }) => id === 'CARE_LEVEL');
    expect(await type()).toMatchObject({ name: '保健级别', fixed: true, items: 4, withoutCity: 4, withoutNational: 4 });
    const level = { name: '一级保健', ...FACTS, sort: 0, nationalCode: '7001', cityCode: 'A1', version: 1, ...REASON };
    expect((await administrator.put('/dictionary-types/CARE_LEVEL/items/L1', level)).status).toBe(204);
    expect(await type()).toMatchObject({ withoutCity: 3, withoutNational: 3, withoutHis: 4 });
  });

  it('two administrators never overwrite each other', async () => {
    const stale = { name: '一级', ...FACTS, version: 1, ...REASON };
    expect((await administrator.put('/dictionary-types/CARE_LEVEL/items/L1', stale)).body).toMatchObject({ code: 'STALE_VERSION' });
  });

  it('R-98 dictionaries are read in one go, and not sent again to whoever has them', async () => {
    const first = await administrator.get('/dictionaries');
    const tag = first.headers.get('etag')!;
    const ask = () => fetch(`${hospital.url}/api/v1/dictionaries`, { headers: { authorization: `Bearer ${administrator.token}`, 'if-none-match': tag } });
    const again = await ask();
    expect([again.status, await again.text()]).toEqual([304, '']);
    await administrator.post('/dictionary-types', { id: 'TRANSPORT', name: '交通方式', standard: '院内', ...REASON });
    await administrator.post('/dictionary-types/TRANSPORT/items', { code: 'CAR', name: '专车', ...FACTS, ...REASON });
    expect((await ask()).status).toBe(200);
  });

  it('R-98.d is handed out as a workbook with the rows of the page in their order', async () => {
    const rows = sheetRows((await administrator.download('/dictionary-types/CARE_LEVEL/items/export')).bytes);
    const code = rows[4]!.indexOf('代码');
    expect(rows.slice(5, -1).map((row) => row[code])).toEqual((await items('CARE_LEVEL')).map((one) => one.code));
    expect(rows.at(-1)!.slice(0, 2)).toEqual(['合计', '4 条']);
  });

  it('R-98 nobody else keeps them; a count of uses tells nobody of people', async () => {
    const doctor = await hospital.signIn('DOCTOR', { departmentCode: '100105', staffNo: 'D1' });
    expect((await doctor.get('/dictionary-types')).status).toBe(403);
    expect((await doctor.post('/dictionary-types/MARITAL/items', { code: 'X', name: '某', ...FACTS, ...REASON })).status).toBe(403);
    expect((await administrator.get('/dictionary-types/NO_SUCH/items')).status).toBe(404);
  });
});
