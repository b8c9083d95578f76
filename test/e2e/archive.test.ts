import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import type { Person } from '../support/facts.js';
import { connectSources, diabetic } from '../api/archive/archive-bench.js';
import { hindrances, overhang } from './page-check.js';

const SHOTS = process.env['ARCHIVE_SHOTS'];

journey('the health record: read, generated, signed, downloaded', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let seat: Seat;
  let page: Page;
  let person: Person;

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    await connectSources(hospital);
    await hospital.database.query(`update source set state = 'failed' where id = 'ris'`);
    person = await diabetic(hospital);
    browser = await startBrowser();
    seat = await takeSeat(browser, hospital.url);
    page = seat.page;
    await seat.signIn(await accountOf(hospital, 'OFFICE_DIRECTOR'));
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  const look = async (name: string): Promise<void> => {
    await seat.calm();
    if (SHOTS) await page.screenshot({ path: `${SHOTS}-${name}.png` });
    expect([await hindrances(page), await overhang(page)]).toEqual([[], 0]);
  };

  it('R-13.d shows what is there, what is missing and why, each line with its source', async () => {
    await page.goto(`${hospital.url}/p/${person.id}/archive`);
    await page.getByText('完整度', { exact: true }).waitFor();
    await page.getByText('RIS 接口 未连通，数据截至 2026-03-10').first().waitFor();
    await page.getByRole('heading', { name: /诊断汇总/ }).waitFor();
    await look('tab');
    await page.getByRole('button', { name: 'LIS L-2' }).first().click();
    await page.getByText('报告单号', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('R-19 is generated, previewed, signed and downloaded', async () => {
    await page.goto(`${hospital.url}/p/${person.id}/archive`);
    await page.getByRole('button', { name: '生成健康档案' }).click();
    await page.getByRole('combobox', { name: '模板' }).click();
    await page.getByText('完整健康档案', { exact: true }).click();
    await page.getByRole('button', { name: '生成并预览' }).click();
    await page.getByRole('article', { name: '档案预览' }).waitFor();
    await look('version');
    const arriving = page.waitForEvent('download', { timeout: 40_000 });
    await page.getByRole('button', { name: '下载 PDF' }).click();
    expect((await arriving).suggestedFilename()).toMatch(/^DA\d{8}-[A-Z2-9]{6}\.pdf$/);
    await page.getByRole('button', { name: /^审\s?签$/ }).click();
    await page.getByLabel('审签意见').fill('病情平稳。');
    await page.getByRole('button', { name: '确认审签' }).click();
    await page.getByText('✓ 已审签').waitFor();
    expect(await page.getByText('审签意见：病情平稳。').count()).toBe(1);
  });

  it('R-16 finds records by conditions and opens one', async () => {
    await page.goto(`${hospital.url}/archives?keyword=陈国栋`);
    await page.getByText('共 1 条', { exact: true }).waitFor();
    await look('list');
    await page.getByRole('link', { name: '档案', exact: true }).click();
    await page.getByRole('region', { name: '健康档案' }).getByText('完整度', { exact: true }).waitFor();
  });

  it('R-18.a a template is made, previewed on a person and saved', async () => {
    await page.goto(`${hospital.url}/archive-templates`);
    await page.getByRole('button', { name: '新建模板' }).click();
    await page.getByLabel('模板名称').fill('我的随访模板');
    await page.getByRole('button', { name: '＋ 诊断汇总' }).click();
    await page.getByRole('button', { name: '＋ 关键检验趋势' }).click();
    await page.getByLabel('示例对象').click();
    await page.getByText('陈国栋 · 市水务局').click();
    await page.getByRole('article', { name: '档案预览' }).getByText('二、关键检验趋势').waitFor();
    await page.getByRole('button', { name: '上移关键检验趋势' }).click();
    await page.getByRole('article', { name: '档案预览' }).getByText('一、关键检验趋势').waitFor();
    await look('templates');
    await page.getByRole('button', { name: /^保\s?存$/ }).click();
    await page.getByRole('navigation', { name: '模板' }).getByText('我的随访模板').waitFor();
  });

  it('R-15.d offers the patient version to nobody while there are no accounts, and says why', async () => {
    await page.goto(`${hospital.url}/p/${person.id}/archive`);
    await page.getByRole('button', { name: '生成健康档案' }).click();
    await page.getByRole('combobox', { name: '模板' }).click();
    await page.getByText('患者版健康档案（给本人）', { exact: true }).click();
    await page.getByRole('button', { name: '生成并预览' }).click();
    const send = page.getByRole('button', { name: '发送给本人' });
    await send.waitFor();
    expect(await send.isDisabled()).toBe(true);
    await page.goto(`${hospital.url}/deliveries`);
    await page.getByRole('heading', { name: '档案发送记录' }).waitFor();
    await look('deliveries');
  });
});
