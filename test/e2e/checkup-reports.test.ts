import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { addCheckup, addPerson } from '../support/facts.js';
import { readPdf } from '../support/read-pdf.js';
import { hindrances, overhang } from './page-check.js';

const thisYear = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 4);

journey('下载体检报告', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let clerk: Seat;
  let checkup: string;

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR, ROLE: 'http,jobs' });
    for (const [nth, status] of ['issued', 'issued', 'examining'].entries()) {
      const person = await addPerson(hospital.database, { name: `体检人${'甲乙丙'[nth]!}`, work_unit: '市水务局' });
      const { id } = await addCheckup(hospital.database, person, { status, checkup_no: `TJ-${nth}`, year: Number(thisYear), checkup_date: `${thisYear}-03-05`, conclusion: '总体稳定' });
      if (nth === 0) checkup = id;
    }
    browser = await startBrowser();
    clerk = await takeSeat(browser, hospital.url);
    await clerk.signIn(await accountOf(hospital, 'OFFICE_STAFF', { departmentCode: '4001' }));
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  it('R-38 one report comes down from its page, under year and number', async () => {
    const { page } = clerk;
    await page.goto(`${hospital.url}/checkups/${checkup}`);
    await page.getByRole('button', { name: '下载报告' }).click();
    await page.getByRole('menuitem', { name: '历年对比版' }).waitFor();
    await clerk.calm();
    await clerk.photograph('checkup-report-download');
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    await page.getByText('源系统未提供原件，可下载系统版').waitFor();
    const arriving = page.waitForEvent('download', { timeout: 40_000 });
    arriving.catch(() => undefined);
    await page.getByRole('menuitem', { name: '含小结版' }).click();
    const file = await arriving;
    expect(file.suggestedFilename()).toBe(`${thisYear}_TJ-0.pdf`);
    expect((await readPdf(readFileSync(await file.path())))[0]!.text).toContain('体检人甲');
  });

  it('R-38.c a unit is packed in the background, and the download centre tells what could not be made', async () => {
    const { page } = clerk;
    await page.goto(`${hospital.url}/checkups/batches`);
    await page.getByRole('button', { name: '下载报告' }).click();
    await page.getByRole('menuitem', { name: '含小结版' }).click();
    await page.getByText('机密人员的报告须单独下载', { exact: false }).waitFor();
    await clerk.photograph('checkup-reports-ask');
    await page.getByRole('dialog').getByRole('button', { name: /生\s?成/ }).click();
    await page.getByText('已提交 3 份', { exact: false }).waitFor();
    await page.goto(`${hospital.url}/system/transfers`);
    await page.getByText('已生成 2 份体检报告，1 份未生成', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: '明细' }).click();
    await page.getByText('总检尚未完成', { exact: false }).waitFor();
    await clerk.calm();
    await clerk.photograph('checkup-reports-items');
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    expect(await hindrances(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).or(page.getByRole('dialog').getByRole('button', { name: '关闭' })).first().click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载', exact: true }).click()]);
    expect(file.suggestedFilename()).toBe('体检报告.zip');
    expect(clerk.complaints).toEqual([]);
    expect(clerk.strayed).toEqual([]);
  });
});
