import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { RosterBench } from '../support/people.js';
import { hindrances, overhang } from './page-check.js';

journey('a person of the roster, kept by the office', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let seat: Seat;
  let page: Page;
  let clerk: Visitor;
  let id: string;

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    const bench = new RosterBench(hospital);
    ({ id } = await bench.enrol({ name: '钱学勤', birthDate: '1939-09-09', phone: '13711112222', workUnit: '甲单位' }));
    clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
    browser = await startBrowser();
    seat = await takeSeat(browser, hospital.url);
    page = seat.page;
    await seat.signIn(await accountOf(hospital, 'OFFICE_DIRECTOR', { departmentCode: '4001' }));
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  const fits = async (picture: string): Promise<void> => {
    await seat.calm();
    await seat.photograph(picture);
    expect([await hindrances(page), await overhang(page)]).toEqual([[], 0]);
  };
  const drawer = () => page.locator('.ant-drawer-content-wrapper:visible').last();

  it('R-88.a R-05 shows everything the office keeps, each field with its source', async () => {
    await page.goto(`${hospital.url}/p/${id}/profile`);
    await page.getByText('级别历史').waitFor();
    await page.getByText('137****2222').first().waitFor();
    await fits('roster-1-profile');
  });

  it('R-89.d shows both sides when somebody else was quicker, and saves what is chosen', async () => {
    await page.getByRole('button', { name: '修改资料' }).click();
    await drawer().getByLabel('单位', { exact: true }).fill('乙单位');
    await drawer().getByLabel('职务').fill('顾问');
    const { body } = await clerk.get<{ version: number }>(`/beneficiaries/${id}`);
    expect((await clerk.patch(`/beneficiaries/${id}`, { version: body.version, workUnit: '丙单位' })).status).toBe(200);
    await fits('roster-2-form');
    await drawer().getByRole('button', { name: /保\s*存/ }).click();
    const dialog = page.getByRole('dialog').filter({ hasText: '这份档案已被他人修改' });
    await dialog.getByText('丙单位').waitFor();
    await seat.photograph('roster-3-conflict');
    await dialog.getByText('现在的', { exact: true }).last().click();
    await dialog.getByRole('button', { name: '按所选保存' }).click();
    await page.getByText('已保存').waitFor();
    expect((await clerk.get(`/beneficiaries/${id}`)).body).toMatchObject({ workUnit: '丙单位', position: '顾问', phone: '137****2222' });
  });

  it('R-89.c tells every change of a field on 变更历史', async () => {
    await page.goto(`${hospital.url}/p/${id}/changes`);
    await page.getByRole('row').filter({ hasText: '单位' }).filter({ hasText: '甲单位' }).filter({ hasText: '丙单位' }).first().waitFor();
    await fits('roster-4-changes');
  });

  it('R-93.b keeps a proxy with his rights and their end', async () => {
    await page.goto(`${hospital.url}/p/${id}/profile`);
    await page.locator('.patient-card').filter({ has: page.getByRole('heading', { name: '联系人与代理人' }) }).getByRole('button', { name: /新\s*增/ }).click();
    await drawer().getByLabel('姓名').fill('张小明');
    await drawer().getByLabel('关系').fill('子女');
    await drawer().getByLabel('关系').press('Tab');
    await drawer().getByLabel('代预约').check();
    await drawer().getByRole('button', { name: /保\s*存/ }).click();
    await page.getByRole('cell', { name: '代预约' }).waitFor();
    await fits('roster-5-contact');
  });

  it('R-93.a opens his account on the phone, and says what a proxy lacks', async () => {
    await page.goto(`${hospital.url}/p/${id}/phone`);
    const own = page.getByRole('region', { name: '本人' });
    await own.getByRole('button', { name: /开\s*通/ }).click();
    await own.getByText('待激活', { exact: true }).waitFor();
    await page.getByRole('region', { name: '代理人 张小明' }).getByText('该代理人没有登记电话').waitFor();
    await own.getByRole('button', { name: /停\s*用/ }).click();
    await page.getByRole('dialog').getByLabel(/原因/).fill('本人暂不使用');
    await page.getByRole('dialog').getByRole('button', { name: /停\s*用/ }).click();
    await own.getByText('本人暂不使用').waitFor();
    await fits('roster-7-phone');
  });

  it('R-90.b sets what is watched for one person, and gives it back', async () => {
    await page.goto(`${hospital.url}/p/${id}/alerts`);
    const row = page.getByRole('row').filter({ hasText: '到院（门诊、急诊）' });
    await row.getByRole('switch').click();
    await row.getByText('个人设置').waitFor();
    await fits('roster-7-alerts');
    await row.getByRole('button', { name: '恢复为级别设置' }).click();
    await row.getByText('按级别').waitFor();
    await page.goto(`${hospital.url}/alerts`);
    await page.getByText('各级别的默认设置').waitFor();
    await fits('roster-8-levels');
  });

  it('R-89 warns while typing of somebody who is on the roster already', async () => {
    await page.goto(`${hospital.url}/beneficiaries`);
    await page.getByRole('button', { name: '新增对象' }).click();
    await drawer().getByLabel('手机').fill('13711112222');
    await drawer().getByText('名册中可能已有此人').waitFor();
    await fits('roster-6-duplicate');
  });
});
