import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { addPerson } from '../support/facts.js';
import { packWorkbook } from '../support/packed-workbook.js';
import { idCardOf } from '../support/people.js';
import { sheetRows } from '../support/workbook.js';
import { hindrances, overhang } from './page-check.js';

/** Work in the background, beside many neighbours. */
const LONG = { timeout: 60_000 };
const HEAD = ['姓名*', '性别*', '对象类型*', '保健级别', '证件号', '单位'];

journey('files that come in and go out', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let seat: Seat;
  let page: Page;
  const folder = mkdtempSync(join(tmpdir(), 'cadre-import-'));

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR, ROLE: 'http,jobs' });
    const person = await addPerson(hospital.database, { name: '多次就诊' });
    await hospital.database.query(
      `insert into visit (source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential,
         visit_class, visit_no, started_at, seen_at, department_code, status)
       select 'HIS', n::text, now(), 1, 'h', 'HIS', 'P1', $1::uuid, false, 'outpatient', n::text, now() - n * interval '1 minute', now(), '100105', 'finished'
       from generate_series(1, 5001) n`, [person.id]);
    browser = await startBrowser();
    seat = await takeSeat(browser, hospital.url);
    page = seat.page;
    await seat.signIn(await accountOf(hospital, 'OFFICE_STAFF', { departmentCode: '4001' }));
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
  const people = async () => (await hospital.database.query<{ name: string }>(`select name from beneficiary where name like '导入%' order by name`)).map(({ name }) => name);
  const saved = async (press: () => Promise<void>): Promise<string> => {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  };

  it('R-99.a R-99.c two rows are wrong: the clerk sees which, takes the file of mistakes, corrects it and imports it', async () => {
    const cards = [idCardOf('1950-01-01'), idCardOf('1950-01-02'), idCardOf('1950-01-03')];
    const file = join(folder, '名单.xlsx');
    writeFileSync(file, await packWorkbook({ rows: [HEAD, ['导入甲', '男', '干保', 'L2', cards[0]!, '甲单位'], ['导入乙', '男', '干保', '一等', cards[1]!, '乙单位'], ['导入丙', '', '干保', 'L3', cards[2]!, '丙单位']] }));
    await page.goto(`${hospital.url}/beneficiaries`);
    await page.getByRole('link', { name: '批量导入' }).click();
    await page.getByText('按“说明”页填写').waitFor();
    await fits('transfers-1-upload');
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('预检完成，尚未写入：新增 1，更新 0，跳过 0，错误 2').first().waitFor(LONG);
    await fits('transfers-2-preview');
    expect(await people()).toEqual([]);
    const wrong = await saved(() => page.getByRole('button', { name: '下载错误行' }).click());
    const rows = sheetRows(readFileSync(wrong)).map((row) => row.map(String));
    expect(rows.slice(1).map((row) => row.at(-2))).toEqual(['保健级别', '性别']);
    const corrected = join(folder, '改好.xlsx');
    writeFileSync(corrected, await packWorkbook({ rows: rows.map((row, at) => (at === 0 ? row : row.map((cell, place) => (place === 1 ? '男' : place === 3 ? 'L2' : cell === 'null' ? '' : cell)))) }));
    await page.getByText('正确的先写入，错误的改好再传').click();
    await page.getByRole('button', { name: '写入 1 行' }).click();
    await page.getByText('导入完成：新增 1').first().waitFor(LONG);
    expect(await people()).toEqual(['导入甲']);
    await page.goto(`${hospital.url}/system/imports?new=roster`);
    await page.locator('input[type=file]').setInputFiles(corrected);
    await page.getByText('预检完成，尚未写入：新增 2，更新 0，跳过 0，错误 0').first().waitFor(LONG);
    await page.getByRole('button', { name: '写入 2 行' }).click();
    await page.getByText('导入完成：新增 2').first().waitFor(LONG);
    await fits('transfers-3-corrected');
    expect((await people()).toSorted()).toEqual(['导入丙', '导入乙', '导入甲'].toSorted());
  });

  it('R-99.e takes the import back', async () => {
    await page.goto(`${hospital.url}/system/imports`);
    await page.getByRole('row').filter({ hasText: '已写入' }).first().click();
    await page.getByLabel('撤销的原因').fill('导错了名单');
    await page.getByRole('button', { name: '撤销这次导入' }).click();
    await page.getByText('已全部撤销').first().waitFor(LONG);
    expect(await people()).toEqual(['导入甲']);
    await fits('transfers-4-undone');
    await page.keyboard.press('Escape');
    await fits('transfers-5-history');
  });

  it('G-X.c a large export goes on in the background and is fetched from 下载中心', async () => {
    await page.goto(`${hospital.url}/outpatient`);
    await page.getByRole('button', { name: /导\s*出/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: /导\s*出/ }).click();
    await page.getByLabel('用途（会记入日志）').fill('季度统计上报');
    await seat.photograph('transfers-6-reason');
    await page.getByRole('button', { name: /提\s*交/ }).click();
    await page.getByText('已提交，完成后会通知您').waitFor();
    await page.goto(`${hospital.url}/system/transfers`);
    await page.getByText('已导出 5,001 条').first().waitFor(LONG);
    await fits('transfers-7-centre');
    const path = await saved(() => page.getByRole('table').getByRole('button', { name: /下\s*载/ }).first().click());
    expect(sheetRows(readFileSync(path)).at(-1)!.slice(0, 2)).toEqual(['合计', '5001 条']);
  });
});
