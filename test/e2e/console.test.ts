import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { addPerson, insertRows } from '../support/facts.js';
import { type ForeignSystem, startForeignSystem } from '../support/foreign-system.js';

const DDL = `
  create table stay (zyh text primary key, brid text not null, brxm text, ryrq timestamp not null, cyrq timestamp, cypb text not null, brks text, xgsj timestamp(3) not null);
  create view v_zy as select * from stay;
  insert into stay values
    ('Z1', '00000001', '王某某', '2026-03-01 08:00', null, '在院', '100110', '2026-03-01 08:00'),
    ('Z2', '00000001', '王某某', '2026-01-01 08:00', '2026-01-09 10:00', '出院', '100110', '2026-01-09 10:00')`;

journey('the administrator connects a view that nobody has heard of', () => {
  let hospital: TestHospital;
  let foreign: ForeignSystem;
  let browser: Browser;
  let seat: Seat;

  beforeAll(async () => {
    hospital = await startHospital({ ROLE: 'http,jobs', WEB_DIR, SYNC_TICK_SECONDS: '0.2', SYNC_EVERY_SECONDS: '1', SYNC_SAFETY_LAG_SECONDS: '0' });
    foreign = await startForeignSystem(DDL, ['v_zy']);
    await insertRows(hospital.database, 'allowed_host', [{ entry: foreign.host }]);
    const person = await addPerson(hospital.database, { name: '王某某' });
    await insertRows(hospital.database, 'patient_link', [{
      id: randomUUID(), source_system: 'HIS', patient_id: '00000001', beneficiary_id: person.id, active: true, rule: 'manual', reason: '测试', confidential: false, matched_by: 'test', matched_at: '2026-01-01T00:00:00Z',
    }]);
    const administrator = await hospital.signIn('SYS_ADMIN', { departmentCode: '4004', staffNo: 'A1' });
    await administrator.post('/extraction/connectors', { id: 'new-his', system: 'HIS', name: '新住院系统', patientNumbersOf: 'HIS' });
    await administrator.post('/extraction/sources', { id: 'new-his', connectorId: 'new-his', name: '新住院系统', url: foreign.url });
    await administrator.patch('/extraction/sources/new-his', { enabled: true, reason: '开始接入' });
    browser = await startBrowser();
    seat = await takeSeat(browser, hospital.url);
    await seat.signIn(await accountOf(hospital, 'SYS_ADMIN', { departmentCode: '4004' }));
    await seat.page.goto(`${hospital.url}/sync/connect`);
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
    await foreign?.drop();
  });

  /** Searches in a choice and takes the first that fits. */
  async function search(label: string, words: string): Promise<void> {
    await seat.page.getByLabel(label, { exact: false }).first().click();
    await seat.page.keyboard.type(words);
    await seat.page.locator(`.ant-select-dropdown:visible .ant-select-item-option-active`).filter({ hasText: words }).waitFor();
    await seat.page.keyboard.press('Enter');
  }
  /** Takes one of the few that a choice shows. */
  async function pick(within: Pick<Page, 'getByLabel'>, label: string, words: string): Promise<void> {
    await within.getByLabel(label).first().click();
    await seat.page.locator(`.ant-select-dropdown:visible [title="${words}"]`).last().click();
  }
  const button = (name: string) => seat.page.getByRole('button', { name });

  it('R-02.a R-25.b chooses the view and what it becomes, and sees a column proposed for every field that must be there', async () => {
    await pick(seat.page, '数据源', '新住院系统');
    await expect.poll(() => seat.page.getByLabel('视图').first().isEnabled(), { timeout: 20_000 }).toBe(true);
    await search('视图', 'v_zy');
    await search('作为什么数据', '住院');
    await seat.page.getByLabel('数据集名称').fill('住院登记');
    await seat.page.getByLabel('数据集编号').fill('stays');
    await pick(seat.page, '主键列', 'zyh');
    await seat.page.keyboard.press('Escape');
    await search('患者编号列', 'brid');
    await seat.photograph('console-1-view');
    await button('下一步：对字段').click();
    await expect.poll(() => button('保存草稿并试转换').isEnabled(), { timeout: 20_000 }).toBe(true);
    await seat.photograph('console-2-fields');
  });

  it('R-02.b R-09.a tries the mapping on real rows and gives unknown codes a meaning on the way', async () => {
    await button('保存草稿并试转换').click();
    await seat.page.getByText(/还没有对照的代码/).waitFor();
    await seat.page.getByLabel('在院 的对应值').fill('in_hospital');
    await seat.page.getByLabel('出院 的对应值').fill('discharged');
    await seat.photograph('console-3-trial');
    await button('保存对照并重新试转换').click();
    await seat.page.getByText(/个代码都已对照/).waitFor();
    expect(await seat.page.getByText('王某某').count()).toBe(0);
    expect(await hospital.database.query('select id from visit')).toEqual([]);
  });

  it('R-02.a puts it in force, and the rows arrive by themselves', async () => {
    await seat.page.getByPlaceholder('启用说明（至少 2 个字）').fill('试转换无误');
    await button('保存样本并启用').click();
    await seat.page.getByText('映射已启用，下一轮读取即生效。').waitFor({ timeout: 20_000 });
    await seat.photograph('console-4-active');
    await eventually(async () => expect(await hospital.database.query('select source_key, status from visit order by 1')).toEqual([
      { source_key: 'Z1', status: 'in_hospital' }, { source_key: 'Z2', status: 'discharged' },
    ]), 30_000);
  });

  it('R-04.c holds the new data set against its source and finds both sides equal', async () => {
    await seat.page.goto(`${hospital.url}/sync/reconciliation`);
    await button('立即对账').click();
    const drawer = seat.page.locator('.ant-drawer');
    await pick(drawer, '数据源', '新住院系统');
    await pick(drawer, '数据集', '住院登记');
    await button('开始对账').click();
    await seat.page.getByText(/双方一致|没有缺少或较旧/).waitFor({ timeout: 20_000 });
    await seat.photograph('console-5-reconciliation');
  });
});
