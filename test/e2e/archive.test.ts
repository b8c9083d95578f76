import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { insertRows, type Person } from '../support/facts.js';
import { connectSources, diabetic } from '../api/archive/archive-bench.js';
import { hindrances, overhang } from './page-check.js';

const SHOTS = process.env['ARCHIVE_SHOTS'];

journey('the health record: read, generated, signed, downloaded', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let seat: Seat;
  let page: Page;
  let person: Person;
  let paper: string;

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR, ROLE: 'http,jobs' });
    await connectSources(hospital);
    await hospital.database.query(`update source set state = 'failed' where id = 'ris'`);
    person = await diabetic(hospital);
    await insertRows(hospital.database, 'person_token', ['陈国', '国栋'].map((token) => ({ token, kind: 'gram', beneficiary_id: person.id, confidential: false })));
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
    await page.getByRole('dialog', { name: '下载健康档案 PDF' }).getByRole('button', { name: /^下\s?载$/ }).click();
    const arrived = await arriving;
    expect(arrived.suggestedFilename()).toMatch(/^DA\d{8}-[A-Z2-9]{6}\.pdf$/);
    paper = await arrived.path();
    await page.getByRole('button', { name: /^审\s?签$/ }).click();
    await page.getByLabel('审签意见').fill('病情平稳。');
    await page.getByRole('button', { name: '确认审签' }).click();
    await page.getByText('✓ 已审签').waitFor();
    expect(await page.getByText('审签意见：病情平稳。').count()).toBe(1);
  });

  it('R-19 whoever holds the file checks it without signing in, and reads nothing about the person', async () => {
    const [{ code }] = (await hospital.database.query<{ code: string }>('select code from archive_file')) as [{ code: string }];
    const stranger = await takeSeat(browser, hospital.url);
    await stranger.page.goto(`${hospital.url}/verify/${code}`);
    await stranger.page.getByText('该文件由本系统生成，是当前最新的一版。').waitFor();
    const check = stranger.page.getByLabel('核对电子文件是否被改动');
    await check.setInputFiles(paper);
    await stranger.page.getByText('与系统生成的文件完全一致，未被改动。').waitFor();
    if (SHOTS) await stranger.page.screenshot({ path: `${SHOTS}-verify.png` });
    expect(await stranger.page.locator('main').innerText()).not.toMatch(/陈国栋|水务局|高血压|糖尿病/);
    await check.setInputFiles({ name: '改动.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([await readFile(paper), Buffer.from(' ')]) });
    await stranger.page.getByText('与系统生成的文件不一致').waitFor();
    expect([await hindrances(stranger.page), await overhang(stranger.page), stranger.complaints, stranger.strayed]).toEqual([[], 0, [], []]);
    await stranger.page.goto(`${hospital.url}/verify/${'2'.repeat(16)}`);
    await stranger.page.getByText('该文件不是由本系统生成').waitFor();
    await stranger.leave();
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

  it('R-17 a rule is tried on a person and saved as a new version; the one before stays readable', async () => {
    await page.goto(`${hospital.url}/archive-rules`);
    await page.getByText('第 1 版，').waitFor();
    await look('rules');
    await page.getByRole('button', { name: '修改糖尿病' }).click();
    await page.getByRole('button', { name: '保存为新版本' }).waitFor();
    await look('rule-form');
    await page.getByRole('combobox', { name: '关键检验' }).fill('淀粉酶');
    await page.getByTitle('淀粉酶 AMY').click();
    await page.getByRole('combobox', { name: '保健对象' }).fill('陈国栋');
    await page.locator('.ant-select-item-option', { hasText: '陈国栋' }).click();
    await page.getByRole('region', { name: '预览' }).getByRole('button', { name: /预\s?览/ }).click();
    await page.getByText('此规则适用：诊断有').waitFor();
    expect(await page.getByRole('region', { name: '预览' }).getByRole('definition').first().innerText()).toContain('淀粉酶');
    if (SHOTS) await page.screenshot({ path: `${SHOTS}-rule-preview.png` });
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await page.getByText('第 2 版，').waitFor();
    expect(await page.getByRole('row', { name: /糖尿病/ }).first().innerText()).toContain('淀粉酶');
    await page.goto(`${hospital.url}/archive-rules?version=1`);
    await page.getByText('– 历史版本').waitFor();
    expect(await page.getByRole('row', { name: /糖尿病/ }).first().innerText()).not.toContain('淀粉酶');
    expect(await page.getByRole('button', { name: '修改糖尿病' }).count()).toBe(0);
  });

  it('R-19.e records of a unit are made in the background: progress, a result for each person, the file in 下载中心', async () => {
    await page.goto(`${hospital.url}/archives`);
    await page.getByRole('button', { name: '批量生成' }).click();
    await page.getByRole('button', { name: '开始生成' }).click();
    await page.getByText('单位与级别至少选一项').waitFor();
    await look('batch-form');
    await page.getByRole('combobox', { name: '单位' }).last().click();
    await page.locator('.ant-select-item-option[title=市水务局]').click();
    await page.getByRole('combobox', { name: '模板' }).click();
    await page.getByTitle('完整健康档案', { exact: true }).click();
    await page.getByRole('button', { name: '开始生成' }).click();
    await page.getByText('已生成 1 份健康档案。文件保留 24 小时。').waitFor({ timeout: 40_000 });
    await page.getByRole('row', { name: /陈国栋.*✓ 已生成/ }).waitFor();
    await look('batch');
    await page.getByRole('link', { name: '到下载中心下载压缩包' }).click();
    await page.getByRole('row', { name: /批量生成健康档案/ }).getByRole('button', { name: /下\s?载/ }).waitFor();
    await page.goto(`${hospital.url}/archives`);
    await page.getByRole('button', { name: '上次批量结果' }).click();
    await page.getByRole('row', { name: /陈国栋.*✓ 已生成/ }).waitFor();
  });

  it('R-15.d offers the patient version to nobody while there are no accounts, and leads to where one is opened', async () => {
    await page.goto(`${hospital.url}/p/${person.id}/archive`);
    await page.getByRole('button', { name: '生成健康档案' }).click();
    await page.getByRole('combobox', { name: '模板' }).click();
    await page.getByText('患者版健康档案（给本人）', { exact: true }).click();
    await page.getByRole('button', { name: '生成并预览' }).click();
    const send = page.getByRole('button', { name: '发送给本人' });
    await send.waitFor();
    expect(await send.isDisabled()).toBe(true);
    await look('send-needs-account');
    await page.locator('.ant-drawer').getByRole('link', { name: '手机端账户' }).click();
    await page.getByRole('button', { name: /^开\s*通$/ }).first().waitFor();
    expect(new URL(page.url()).pathname).toBe(`/p/${person.id}/phone`);
    await page.goto(`${hospital.url}/deliveries`);
    await page.getByRole('heading', { name: '档案发送记录' }).waitFor();
    await look('deliveries');
  });
});
