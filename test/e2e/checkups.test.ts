import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { addCheckup, addPerson } from '../support/facts.js';
import { hindrances, overhang } from './page-check.js';

const WARD = '100105';
const thisYear = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 4);
const item = (code: string, name: string, value: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  identity_code: code, item_name: name, value_text: value, value_number: Number(value), unit: 'mmol/L', range_text: '3.9-6.1', flag: 'N', section_no: 'F1', ...more,
});

journey('体检小结', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let doctor: Seat;
  let nurse: Seat;
  let checkup: string;

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    const person = await addPerson(hospital.database, { name: '周文轩', access: [{ department: WARD }, { staff: 'D1' }] });
    const sections = [{ department_name: '内科', group_name: '内科检查', summary: '血压偏高。' }];
    await addCheckup(hospital.database, person, {
      checkup_date: `${Number(thisYear) - 1}-03-01`, year: Number(thisYear) - 1, sections,
      items: [item('GLU', '空腹血糖', '6.3', { flag: 'H' }), item('SBP', '收缩压', '142', { unit: 'mmHg', range_text: '90-139', flag: 'H' }), item('CHO', '总胆固醇', '5.1')],
    });
    checkup = (await addCheckup(hospital.database, person, {
      checkup_date: `${thisYear}-03-05`, year: Number(thisYear), sections, revision: 2, work_unit: '市水务局', chief_doctor: '钱守正',
      conclusion: '1. 血压偏高；2. 空腹血糖偏高。', advice: '内分泌科随诊。',
      items: [
        item('CHO', '总胆固醇', '5.0'), item('GLU', '空腹血糖', '7.2', { flag: 'H' }), item('SBP', '收缩压', '150', { unit: 'mmHg', range_text: '90-139', flag: 'H' }),
        item('BMD', '骨密度', '', { value_text: null, value_number: null, state: 'refused', flag: null, unit: null, range_text: null }),
      ],
    })).id;
    browser = await startBrowser();
    doctor = await takeSeat(browser, hospital.url);
    nurse = await takeSeat(browser, hospital.url);
    await doctor.signIn(await accountOf(hospital, 'DOCTOR', { departmentCode: WARD, staffNo: 'D1' }));
    await nurse.signIn(await accountOf(hospital, 'NURSE', { departmentCode: WARD }));
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  const editor = (seat: Seat) => seat.page.getByRole('textbox', { name: '小结正文' });
  const saved = (seat: Seat) => seat.page.getByText('已保存', { exact: true }).first().waitFor();
  const open = async (seat: Seat): Promise<void> => {
    await seat.page.goto(`${hospital.url}/checkups/${checkup}?part=summary`);
    await editor(seat).waitFor();
  };
  const stored = async (): Promise<string | undefined> =>
    (await hospital.database.query<{ body: string }>('select body from checkup_summary where checkup_id = $1 order by edition desc limit 1', [checkup]))[0]?.body;

  it('R-39.c the list shows this year as a chip; taking the chip away lists all years', async () => {
    await nurse.page.goto(`${hospital.url}/checkups`);
    await nurse.page.getByText('周文轩').first().waitFor();
    expect(await nurse.page.getByText('周文轩').count()).toBe(1);
    await nurse.calm();
    await nurse.photograph('checkups-list');
    expect(await overhang(nurse.page)).toBeLessThanOrEqual(0);
    expect(await hindrances(nurse.page)).toEqual([]);
    await nurse.page.goto(`${hospital.url}/checkups?year=`);
    await expect.poll(() => nurse.page.getByText('周文轩').count(), { timeout: 10_000 }).toBe(2);
  });

  it('R-37 a finding is quoted by one click with last year beside it, and the draft saves itself', async () => {
    await open(nurse);
    await nurse.page.getByRole('button', { name: '引用 收缩压' }).click();
    await nurse.page.getByRole('button', { name: '引用 空腹血糖' }).click();
    await saved(nurse);
    expect(await stored()).toBe('收缩压 150 mmHg 偏高（参考 90～139，上次 142）；\n空腹血糖 7.2 mmol/L 偏高（参考 3.9～6.1，上次 6.3）；');
    await nurse.photograph('checkup-summary-editor');
    expect(await overhang(nurse.page)).toBeLessThanOrEqual(0);
    expect(await hindrances(nurse.page)).toEqual([]);
  });

  it('R-37.b words typed while the network is away survive it and a reload, and are sent when it is back', async () => {
    await nurse.context.setOffline(true);
    await editor(nurse).press('End');
    await editor(nurse).pressSequentially(' 断网时写下的话');
    await nurse.page.getByText('网络中断', { exact: false }).waitFor();
    expect(await stored()).not.toContain('断网时写下的话');
    await nurse.photograph('checkup-summary-offline');
    await nurse.context.setOffline(false);
    await saved(nurse);
    expect(await stored()).toContain('断网时写下的话');
    // The page can be loaded anew, but saving is still cut off.
    await nurse.page.route('**/api/v1/checkups/*/summary', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
    await editor(nurse).pressSequentially(' 再写一句');
    await nurse.page.getByText('网络中断', { exact: false }).waitFor();
    await nurse.page.reload();
    await editor(nurse).waitFor();
    expect(await editor(nurse).inputValue()).toContain('再写一句');
    await nurse.page.unroute('**/api/v1/checkups/*/summary');
    await saved(nurse);
    expect(await stored()).toContain('再写一句');
  });

  it('R-37.a two who write at once both find both texts, and nothing is lost', async () => {
    await open(nurse);
    await open(doctor);
    await nurse.context.setOffline(true);
    await editor(nurse).fill('护士的整段内容');
    await editor(doctor).fill('医生的整段内容');
    await saved(doctor);
    expect(await stored()).toBe('医生的整段内容');
    await nurse.context.setOffline(false);
    const dialog = nurse.page.getByRole('dialog', { name: '这份小结刚被他人修改' });
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('护士的整段内容');
    expect(await dialog.innerText()).toContain('医生的整段内容');
    expect(await stored()).toBe('医生的整段内容');
    await nurse.photograph('checkup-summary-conflict');
    await nurse.page.getByRole('button', { name: '两份合在一起再改' }).click();
    await expect.poll(stored, { timeout: 10_000 }).toBe('医生的整段内容\n护士的整段内容');
  });

  it('R-37.b nothing that was typed is left in the browser after signing out', async () => {
    await nurse.context.setOffline(true);
    await editor(nurse).fill('不该留下的话');
    await nurse.page.getByText('网络中断', { exact: false }).waitFor();
    expect(await nurse.page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain('不该留下的话');
    await nurse.context.setOffline(false);
    await nurse.page.getByRole('button', { name: /e2e\.nurse/ }).click();
    await nurse.page.getByText('退出登录').click();
    await nurse.page.locator('input[name=username]').waitFor();
    expect(await nurse.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('不该留下的话');
  });

  it('R-37.c R-37.d it is submitted, approved and published; the day of recheck stands on the board', async () => {
    const { page } = doctor;
    await open(doctor);
    await page.getByRole('button', { name: '添加建议' }).click();
    await page.getByRole('textbox', { name: '第 1 条建议' }).fill('复查空腹血糖');
    await page.getByRole('textbox', { name: '第 1 条的复查项目' }).fill('空腹血糖');
    await page.getByRole('textbox', { name: '第 1 条的复查日期' }).fill(`${Number(thisYear) + 1}0301`);
    await page.getByText('中风险').click();
    await saved(doctor);
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.getByRole('button', { name: '审核通过' }).click();
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '发 布' }).or(page.getByRole('dialog').getByRole('button', { name: '发布', exact: true })).first().click();
    await page.getByRole('button', { name: '更正' }).waitFor();
    await doctor.calm();
    await doctor.photograph('checkup-summary-published');
    expect(await hindrances(page)).toEqual([]);
    await page.goto(`${hospital.url}/recalls`);
    await page.getByText('空腹血糖').first().waitFor();
    await doctor.calm();
    await doctor.photograph('recalls');
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    expect(await hindrances(page)).toEqual([]);
  });

  it('the report and the years side by side fit the page', async () => {
    const { page } = doctor;
    await page.goto(`${hospital.url}/checkups/${checkup}`);
    await page.getByText('更正记录').waitFor();
    await doctor.calm();
    await doctor.photograph('checkup-report');
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    await page.goto(`${hospital.url}/checkups/${checkup}?part=compare`);
    await page.getByText('只看曾有异常的项目').waitFor();
    await doctor.calm();
    await doctor.photograph('checkup-compare');
    expect(await hindrances(page)).toEqual([]);
    expect(doctor.strayed).toEqual([]);
  });
});
