import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../support/app.js';
import { type Account, accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';

journey('a session that ends, and addresses that lead nowhere', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let seat: Seat;
  let page: Page;
  let account: Account;

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    account = await accountOf(hospital, 'OFFICE_STAFF', { departmentCode: '4001' });
    browser = await startBrowser();
    seat = await takeSeat(browser, hospital.url);
    page = seat.page;
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  const dialog = () => page.getByRole('dialog', { name: '登录已过期，请重新登录' });
  const endSessions = () => hospital.database.query(`update session set ended_at = now(), end_reason = 'test' where ended_at is null`);

  it('G-E refuses a wrong password in words that do not say whether the account exists', async () => {
    await page.goto(hospital.url);
    const told: string[] = [];
    for (const username of [account.username, 'nobody.here']) {
      await page.locator('input[name=username]').fill(username);
      await page.locator('input[name=password]').fill('certainly-wrong');
      const [answer] = await Promise.all([page.waitForResponse('**/auth/login'), page.getByRole('button', { name: '登录', exact: true }).click()]);
      expect(answer.status()).toBe(401);
      await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/账号或密码不正确/);
      told.push((await page.getByRole('alert').innerText()).replace(/（错误编号 \w+）/, ''));
    }
    expect(told[0]).toBe(told[1]);
  });

  it('G-E says that an address leads nowhere, and that a person is not there', async () => {
    await seat.signIn(account);
    await page.goto(`${hospital.url}/no/such/page`);
    await page.getByText('没有这个页面').waitFor();
    await page.goto(`${hospital.url}/p/${randomUUID()}`);
    await page.getByText('没有找到这位保健对象').waitFor();
    await seat.photograph('session-1-nobody');
  });

  it('G-E G-F.b asks for the password over the page when the session has ended, and keeps what is typed', async () => {
    await page.goto(`${hospital.url}/beneficiaries`);
    await page.getByRole('heading', { name: '对象名册' }).waitFor();
    await page.getByRole('button', { name: '新增对象' }).first().click();
    const form = page.getByRole('dialog', { name: '新增对象' });
    await form.getByLabel('姓名').fill('测试钟');
    await form.getByLabel(/^证件号/).fill('11010519491231002X');
    await form.getByLabel('单位', { exact: true }).fill('测试单位一二三');
    await endSessions();
    await form.getByRole('button', { name: '加入名册' }).click();
    await dialog().waitFor();
    await expect.poll(() => dialog().evaluate((box) => getComputedStyle(box).opacity)).toBe('1');
    await seat.photograph('session-2-ended');
    expect(await form.getByLabel('姓名').inputValue()).toBe('测试钟');
    expect(await form.getByLabel('单位', { exact: true }).inputValue()).toBe('测试单位一二三');
    expect(await hospital.database.query(`select 1 from beneficiary where name = '测试钟'`)).toEqual([]);
  });

  it('G-F.b G-F.c goes on with what was asked after signing in again, exactly once', async () => {
    await dialog().locator('input[name=password]').fill(account.password);
    await dialog().getByRole('button', { name: '登录', exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('已加入名册').waitFor();
    expect(await hospital.database.query(`select work_unit from beneficiary where name = '测试钟'`)).toEqual([{ work_unit: '测试单位一二三' }]);
    await page.getByRole('table', { name: '对象名册' }).getByText('测试钟').waitFor();
  });

  it('G-E keeps a half-typed filter too, and the page answers again', async () => {
    const keyword = page.getByRole('textbox', { name: '关键字' });
    await page.locator('.ant-drawer-mask').waitFor({ state: 'hidden' });
    await keyword.fill('测试');
    await endSessions();
    // Whatever the page asks next, by her or by itself, brings the dialog.
    await keyword.press('Enter');
    await dialog().waitFor();
    expect(await keyword.inputValue()).toBe('测试');
    await dialog().locator('input[name=password]').fill(account.password);
    await dialog().getByRole('button', { name: '登录', exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('共 1 条', { exact: true }).waitFor();
    expect(await keyword.inputValue()).toBe('测试');
  });
});
