import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hospitalDay } from '@cadre/clinical/calendar-day';
import { addHolder, at, clinic, examined } from '../api/stats/countable.js';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { insertRows } from '../support/facts.js';
import { readPdf } from '../support/read-pdf.js';
import { listedRows } from '../support/workbook.js';
import { hindrances, overhang } from './page-check.js';

/** The first day of the month before this one. */
function lastMonth(): string {
  const [year, month] = hospitalDay(new Date()).split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 10);
}

journey('统计', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let seat: Seat;
  const today = hospitalDay(new Date());
  const month = lastMonth().slice(0, 7);

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    const db = hospital.database;
    const one = await addHolder(db, [['L1', '2020-01-01']], { name: '陈启明' });
    const two = await addHolder(db, [['L2', '2020-01-01']], { name: '林书远' });
    for (const day of [today, `${month}-03`, `${month}-04`]) await clinic(db, one, day);
    await clinic(db, two, today);
    await examined(db, two, `${month}-05`);
    for (const [nth, who] of [one, two].entries()) {
      await db.query(
        `insert into registration (source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential, registered_at)
         values ('HIS', $1, now(), 1, 'h', 'HIS', 'P1', $2, false, $3)`,
        [`G${nth}`, who.id, at(today, '08:00')],
      );
    }
    await insertRows(db, 'reception', [{
      beneficiary_id: one.id, confidential: false, kind: 'CLINIC', status: 'done', origin: 'blank', started_at: at(today, '08:30'), ended_at: at(today, '08:45'), snap_type: 'cadre', snap_level: 'L1',
      snap_category: [], snap_key_care: false, created_by: 't', created_by_name: 't',
    }]);
    browser = await startBrowser();
    seat = await takeSeat(browser, hospital.url);
    await seat.signIn(await accountOf(hospital, 'OFFICE_DIRECTOR', { departmentCode: '4001' }));
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  it('R-50 R-52 from the home page to a number, its rows and a person; completion opens who was expected', async () => {
    const { page } = seat;
    await page.goto(hospital.url);
    const week = page.getByRole('region', { name: '每周工作接待' });
    await week.getByText('完成率（%）').or(week.locator('canvas')).first().waitFor();
    await seat.calm();
    await week.scrollIntoViewIfNeeded();
    await seat.photograph('figures-week');
    await week.getByText('表', { exact: true }).click();
    await week.getByTitle(`${today} 应接待：打开名单`).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('林书远').waitFor();
    await seat.calm();
    await seat.photograph('figures-expected');
    await drawer.getByText('已完成', { exact: true }).click();
    await drawer.getByText('林书远').waitFor({ state: 'detached' });
    await drawer.getByText('陈启明').waitFor();
    await page.keyboard.press('Escape');
    await week.getByTitle(`门诊 · ${today}：打开明细`).click();
    await drawer.getByText('人次 2').waitFor();
    await drawer.getByRole('link', { name: /陈启明/ }).first().click();
    await page.waitForURL(/\/p\//);
    await page.getByRole('heading', { name: /陈启明/ }).first().waitFor();
  });

  it('R-53.a by the keyboard alone: Enter on a number of the week’s table opens exactly its rows, people one row each, and Escape leads back to it', async () => {
    const { page } = seat;
    await page.goto(hospital.url);
    const week = page.getByRole('region', { name: '每周工作接待' });
    await week.getByText('表', { exact: true }).click();
    for (const [title, unit] of [[`门诊 · ${today}：打开明细`, '人次'], [`全院（人数） · ${today}：打开明细`, '人数']] as const) {
      const number = week.getByTitle(title);
      await number.focus();
      const shown = Number(await number.textContent());
      await page.keyboard.press('Enter');
      const drawer = page.getByRole('dialog');
      await drawer.getByText(`${unit} ${shown}`).waitFor();
      const people = drawer.getByRole('row').filter({ hasText: /陈启明|林书远/ });
      await expect.poll(() => people.count()).toBe(shown);
      expect(shown).toBe(2);
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
      await expect.poll(() => number.evaluate((element) => element === document.activeElement)).toBe(true);
    }
  });

  it('R-70 a month is made, its numbers open their rows, it is locked and goes out as PDF and Word', async () => {
    const { page } = seat;
    await page.goto(`${hospital.url}/stats/reports`);
    await page.getByRole('button', { name: '编制报告' }).click();
    await page.getByRole('button', { name: '统计并生成' }).click();
    await page.getByRole('heading', { name: `干部保健工作量月报表 · ${month}` }).waitFor();
    await seat.calm();
    await seat.photograph('report-draft');
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    expect(await hindrances(page)).toEqual([]);
    await page.getByTitle('门诊（含急诊） · 合计：打开明细').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('人次 2').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTitle('接待漏登：打开明细').click();
    await drawer.getByText('林书远').waitFor();
    await seat.calm();
    await seat.photograph('report-missed');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '锁定上报' }).click();
    await page.getByLabel('原因（会记入日志）').fill('按月上报');
    await page.getByRole('dialog').getByRole('button', { name: '锁定上报' }).click();
    await page.getByRole('button', { name: '解锁' }).waitFor();
    for (const [button, ending] of [['PDF', /\.pdf$/], ['Word', /\.docx$/]] as const) {
      await page.getByRole('button', { name: button }).click();
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /生\s*成/ }).click()]);
      expect(file.suggestedFilename()).toMatch(ending);
    }
    await seat.calm();
    await page.setViewportSize({ width: 1920, height: 1080 });
    await seat.photograph('report-locked-wide');
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.getByRole('button', { name: '编制报告' }).click();
    await page.getByText('季报', { exact: true }).click();
    await page.getByRole('button', { name: '统计并生成' }).click();
    await page.getByRole('heading', { name: /干部保健工作量季报表 · \d{4} 年第 [1-4] 季度/ }).waitFor();
    await seat.calm();
    await seat.photograph('report-quarter');
    await page.getByRole('button', { name: '重算统计' }).click();
    await page.getByText('还没有核对或重算过').waitFor();
    await seat.calm();
    await seat.photograph('figures-rebuild');
  });

  it('R-52.d R-66.c what cannot be read says so in its own place and is asked for again; the rest of the page and the drawer stay', async () => {
    const { page } = seat;
    const broken = async (part: string): Promise<void> => {
      await page.route(`**/api/v1/stats/${part}?**`, (route) => route.abort());
    };
    await broken('weekly');
    await page.goto(hospital.url);
    const week = page.getByRole('region', { name: '每周工作接待' });
    await week.getByRole('button', { name: /重\s*试/ }).waitFor();
    await page.getByRole('region', { name: '接待量统计' }).getByRole('rowheader', { name: '门诊' }).waitFor();
    await page.unroute('**/api/v1/stats/weekly?**');
    await week.getByRole('button', { name: /重\s*试/ }).click();
    await week.locator('svg').first().waitFor();
    await broken('drill');
    await page.getByRole('region', { name: '接待量统计' }).getByTitle(/^门诊 · 合计/).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: /重\s*试/ }).waitFor();
    await page.unroute('**/api/v1/stats/drill?**');
    await drawer.getByRole('button', { name: /重\s*试/ }).click();
    await drawer.getByRole('link', { name: /陈启明/ }).first().waitFor();
    await drawer.getByLabel('统计条件').getByText(/ 至 /).waitFor();
  });

  it('R-52.c printed from the browser the desk lies on A4 with all of its cards, none cut off', async () => {
    const { page } = seat;
    await page.goto(hospital.url);
    for (const [name, said] of [['接待量统计', '干保小计'], ['每周工作接待', '完成率']] as const) await page.getByRole('region', { name }).getByText(said).first().waitFor();
    const printed = await readPdf(await page.pdf({ preferCSSPageSize: true }));
    const text = printed.map((one) => one.text).join('').normalize('NFKC');
    for (const said of ['接待量统计', '每周工作接待', '今日到院', '同步状态', '干保小计特需合计']) expect(text).toContain(said);
  });

  it('R-48.d says over the figures of which system they are late, and until when they reach', async () => {
    await insertRows(hospital.database, 'source', [{ id: 'his', connector_id: 'his', name: '医院信息系统', system: 'HIS', host: '127.0.0.1:1', state: 'failed', last_success_at: at(today, '00:05') }]);
    const { page } = seat;
    await page.goto(hospital.url);
    const volume = page.getByRole('region', { name: '接待量统计' });
    await volume.getByText(/数据可能不是最新.*医院信息系统已中断，显示的是 今天 00:05 的数据/s).waitFor();
    expect(await hindrances(page)).toEqual([]);
  });

  it('R-51 a page of figures goes out alone, or with the rows that it counts in the same workbook', async () => {
    const { page } = seat;
    await page.goto(hospital.url);
    const volume = page.getByRole('region', { name: '接待量统计' });
    await volume.getByRole('rowheader', { name: '门诊' }).waitFor();
    expect(await volume.getByRole('rowheader', { name: /另列/ }).count()).toBe(0);
    await volume.getByLabel('另列出院、在院').click();
    await volume.getByRole('rowheader', { name: '在院（末日，另列）' }).waitFor();
    await seat.calm();
    await seat.photograph('figures-stays');
    await volume.getByLabel('另列出院、在院').click();
    await volume.getByRole('rowheader', { name: /另列/ }).first().waitFor({ state: 'detached' });
    await volume.getByRole('button', { name: /^download 导\s*出$|^导\s*出$/ }).click();
    const dialog = page.getByRole('dialog', { name: '是否确认导出数据项？' });
    await dialog.getByLabel(/汇总＋明细/).click();
    await seat.calm();
    await seat.photograph('figures-export');
    const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: /导\s*出/ }).click()]);
    const rows = listedRows(await readFile(await file.path()), 4).sort((one, other) => String(one['计入级别']).localeCompare(String(other['计入级别'])));
    expect(rows.map((row) => [row['姓名'], row['计入项目'], row['计入级别']])).toEqual([['陈启明', '门诊', '一级'], ['林书远', '门诊', '二级']]);
    const week = page.getByRole('region', { name: '每周工作接待' });
    await week.getByRole('button', { name: /导\s*出/ }).click();
    await seat.calm();
    await seat.photograph('figures-week-export');
    const [weekly] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: /导\s*出/ }).click()]);
    expect(weekly.suggestedFilename()).toMatch(/^每周工作接待_.*\.xlsx$/);
  });

  it('R-51.d who may not export has no button for it', async () => {
    const nurse = await takeSeat(browser, hospital.url);
    await nurse.signIn(await accountOf(hospital, 'HEAD_NURSE', { departmentCode: '100110' }));
    for (const [path, name] of [['', '接待量统计'], ['/stats/workload', '全院工作量'], ['/stats/staff', '医护接待量']] as const) {
      await nurse.page.goto(`${hospital.url}${path}`);
      await nurse.page.getByRole('heading', { name: new RegExp(name) }).first().waitFor();
      await nurse.page.getByRole('table').first().waitFor();
      expect(await nurse.page.getByRole('button', { name: /导出|PDF|存为图片/ }).count(), name).toBe(0);
    }
  });

  it('R-65.b R-65.c R-53.b levels that nobody had are columns of zeros until they are hidden, folded where they are too many; the week stays behind its drawer', async () => {
    const { page } = seat;
    await page.goto(`${hospital.url}/stats/workload?from=${month}-01&to=${today}&byLevel=true`);
    const table = page.getByRole('table', { name: /全院工作量/ });
    const levels = (): Promise<number> => table.getByRole('columnheader', { name: '三级', exact: true }).count();
    await table.waitFor();
    const measures = await levels();
    expect(measures).toBe(6);
    await table.getByRole('button', { name: '折叠门诊的级别' }).click();
    await expect.poll(levels).toBe(measures - 1);
    await page.getByLabel('隐藏空级别').click();
    await expect.poll(levels).toBe(0);
    expect(page.url()).toContain('folded=outpatient');
    const first = table.getByRole('rowheader', { name: '合计' });
    const at = (await first.boundingBox())!.x;
    await table.evaluate((element) => element.parentElement!.scrollBy({ left: 400 }));
    expect((await first.boundingBox())!.x).toBe(at);
    await page.goto(hospital.url);
    const week = page.getByRole('region', { name: '每周工作接待' });
    await week.getByRole('button', { name: '上一周' }).click();
    await week.getByRole('button', { name: '下一周' }).click();
    const name = await week.getByText(/年第 \d+ 周/).textContent();
    await week.getByText('表', { exact: true }).click();
    await week.getByLabel('对比上周').click();
    await week.getByText(/（上周 \d+）/).first().waitFor();
    await week.getByTitle(`门诊 · ${today}：打开明细`).click();
    await page.getByRole('dialog').getByText('人次 2').waitFor();
    await page.keyboard.press('Escape');
    expect(await week.getByText(/年第 \d+ 周/).textContent()).toBe(name);
    await week.getByText(/（上周 \d+）/).first().waitFor();
  });
});
