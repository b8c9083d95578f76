import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import type { Person } from '../support/facts.js';
import { fillWard } from './ward.js';
import { sheetRows } from '../support/workbook.js';

const ALL = 47;
const CADRES = 32;
const FIRST_LINE_OF_DATA = 5;

journey('a list that one works with', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let seat: Seat;
  let page: Page;
  let people: readonly Person[];

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    people = await fillWard(hospital.database, ALL);
    browser = await startBrowser();
    seat = await takeSeat(browser, hospital.url);
    page = seat.page;
    await seat.signIn(await accountOf(hospital, 'OFFICE_STAFF', { departmentCode: '4001' }));
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  const rows = () => page.getByRole('table', { name: '住院记录' }).locator('tbody tr');
  const total = (count: number) => page.getByText(`共 ${count} 条`, { exact: true });
  const asked = () => Object.fromEntries(new URL(page.url()).searchParams);
  const names = async (): Promise<string[]> => (await rows().locator('td:nth-child(2)').allInnerTexts()).map((text) => text.split(/\s/)[0]!);
  const shows = async ({ id, name }: Person): Promise<void> => {
    await page.waitForURL(`**/p/${id}/**`);
    await page.locator('.patient').getByText(name).first().waitFor();
  };
  const open = async (address: string): Promise<void> => {
    await page.goto(hospital.url + address);
    await page.getByRole('heading', { name: '住院记录' }).waitFor();
  };

  it('G-L.a keeps filter, size, order and page in the address', async () => {
    await open('/inpatient');
    await total(ALL).waitFor();
    await page.getByRole('combobox', { name: '患者类型' }).click();
    await page.locator('.ant-select-item-option', { hasText: '干保' }).click();
    await page.keyboard.press('Escape');
    await total(CADRES).waitFor();
    await page.getByRole('columnheader', { name: '床号' }).getByRole('button').click();
    await expect.poll(async () => (await names())[0]).toBe('床位47');
    await page.getByRole('columnheader', { name: '床号' }).getByRole('button').click();
    await expect.poll(async () => (await names())[0]).toBe('床位01');
    await page.getByRole('combobox', { name: '每页条数' }).click();
    await page.locator('.ant-select-item-option', { hasText: '10 条/页' }).click();
    await expect.poll(() => rows().count()).toBe(10);
    await page.getByRole('button', { name: '下一页' }).click();
    await expect.poll(async () => (await names())[0]).toBe('床位16');
    expect(asked()).toEqual({ category: 'cadre', sort: 'bedNo', pageSize: '10', page: '2' });
  });

  it('G-L.a shows the same after F5, and Back goes one step back', async () => {
    const before = await names();
    await page.reload();
    await total(CADRES).waitFor();
    await expect.poll(names).toEqual(before);
    await page.goBack();
    await expect.poll(async () => (await names())[0]).toBe('床位01');
    expect(asked()).toEqual({ category: 'cadre', sort: 'bedNo', pageSize: '10' });
    await page.goForward();
    await expect.poll(names).toEqual(before);
  });

  it('G-L.h R-24 walks the filtered result with ← and → over the ends of its pages', async () => {
    const cadres = people.filter((_, index) => (index + 1) % 3 !== 0);
    await rows().last().click();
    await shows(cadres[19]!);
    await page.keyboard.press('ArrowRight');
    await shows(cadres[20]!);
    await page.keyboard.press('ArrowLeft');
    await shows(cadres[19]!);
    await seat.photograph('lists-1-walk');
    await page.goBack();
    await expect.poll(async () => (await names())[0]).toBe('床位16');
    expect(await rows().last().getAttribute('class')).toContain('list-seen');
  });

  it('G-X.d exports a workbook with exactly the rows that the screen counts', async () => {
    await page.getByRole('button', { name: '导出' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog').getByRole('button', { name: '导出' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^住院.*\.xlsx$/);
    const sheet = sheetRows(readFileSync(await download.path()));
    expect(sheet).toHaveLength(FIRST_LINE_OF_DATA + CADRES + 1);
    expect(sheet.at(-1)!.slice(0, 2)).toEqual(['合计', `${CADRES} 条`]);
    expect(sheet[FIRST_LINE_OF_DATA]![0]).toBe('床位01');
  });

  it('R-28 shows a list in the order that its reader chose last, without it in the address', async () => {
    await open('/inpatient?pageSize=10');
    await expect.poll(async () => (await names())[0]).toBe('床位01');
    expect(await page.getByRole('columnheader', { name: '床号' }).getAttribute('aria-sort')).toBe('ascending');
    expect(asked()).toEqual({ pageSize: '10' });
  });

  it('R-28 keeps an order that was chosen a moment before the page was left', async () => {
    await page.getByRole('columnheader', { name: '床号' }).getByRole('button').click();
    await page.reload();
    await open('/inpatient?pageSize=10');
    await expect.poll(async () => (await names())[0]).toBe('床位47');
    await page.getByRole('columnheader', { name: '床号' }).getByRole('button').click();
    await expect.poll(async () => (await names())[0]).toBe('床位01');
  });

  it('R-24 steps in the drawer through the filtered result, over the end of the page, and keeps the tab', async () => {
    await rows().last().getByRole('button', { name: '详情' }).click();
    const drawer = page.getByRole('dialog', { name: '就诊详情' });
    await drawer.getByText('10 / 47').waitFor();
    await drawer.getByRole('tab', { name: '检验' }).click();
    await drawer.getByText('本次就诊无检验报告').waitFor();
    await drawer.getByRole('button', { name: '下一条' }).click();
    await drawer.getByText('11 / 47').waitFor();
    await drawer.getByText(people[10]!.name).first().waitFor();
    expect(await drawer.getByRole('tab', { name: '检验' }).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowLeft');
    await drawer.getByText('10 / 47').waitFor();
    await drawer.getByText(people[9]!.name).first().waitFor();
    await seat.photograph('lists-5-drawer');
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expect((await names())[0]).toBe('床位01');
  });

  it('R-22.b refuses a period that ends before it begins, beside the filters and in words', async () => {
    await open('/inpatient?admittedFrom=2026-05-01&admittedTo=2026-01-01');
    const alert = page.getByRole('alert').filter({ hasText: '结束日期不能早于开始日期' });
    await alert.waitFor();
    expect(await alert.innerText()).not.toContain('系统异常');
    await seat.photograph('lists-2-period');
  });

  it('R-22.b does not take a typed day that would end the period before it begins', async () => {
    await open('/inpatient?admittedFrom=2026-05-01&admittedTo=2026-05-31');
    const end = page.getByLabel('入院时间，结束');
    await end.fill('20260101');
    await end.press('Enter');
    await page.getByRole('heading', { name: '住院记录' }).click();
    await expect.poll(() => end.inputValue()).toBe('2026-05-31');
    expect(asked()).toEqual({ admittedFrom: '2026-05-01', admittedTo: '2026-05-31' });
  });

  it('G-L.b says that nothing fits, and 清空条件 brings everybody back', async () => {
    await open('/inpatient?keyword=没有这个人');
    await page.getByText('没有符合条件的数据').waitFor();
    await seat.photograph('lists-3-nothing');
    await page.locator('.list-state').getByRole('button', { name: '清空条件' }).click();
    await total(ALL).waitFor();
  });

  it('G-L.c G-E keeps the last rows, greyed, under a number to quote when the server fails, and 重试 heals it', async () => {
    await open('/inpatient?pageSize=10');
    await expect.poll(() => rows().count()).toBe(10);
    const before = await names();
    await hospital.database.query('alter table visit rename to visit_away');
    try {
      await page.getByRole('button', { name: '刷新' }).click();
      const alert = page.locator('.problem[role=alert]').filter({ hasText: '错误编号' });
      await alert.waitFor({ timeout: 20_000 });
      expect(await alert.innerText()).not.toMatch(/系统异常|undefined|relation|Error/);
      expect(await names()).toEqual(before);
      expect(await rows().first().locator('..').evaluate((body) => Number(getComputedStyle(body).opacity))).toBeLessThan(1);
      await alert.getByRole('button', { name: '复制' }).click();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).not.toBe('');
      expect(await alert.locator('code').innerText()).toBe(copied);
      await seat.photograph('lists-4-failure');
    } finally {
      await hospital.database.query('alter table visit_away rename to visit');
    }
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('.problem').waitFor({ state: 'detached' });
    expect(await names()).toEqual(before);
  });
});
