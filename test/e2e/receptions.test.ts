import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { addPerson, insertRows, outpatientVisit } from '../support/facts.js';
import { staffRow } from '../support/staff.js';
import { hindrances, overhang } from './page-check.js';

const WARD = '100105';

journey('接待', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let phone: Seat;
  let clerk: Seat;

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    await insertRows(hospital.database, 'staff', [staffRow('N1', '护士甲', WARD), staffRow('N2', '护士乙', WARD)]);
    const person = await addPerson(hospital.database, { name: '周文轩', care_level: 'L1', access: [{ department: WARD }] });
    const now = Date.now();
    const at = new Date(now - 7_200_000).toISOString();
    await insertRows(hospital.database, 'visit', [outpatientVisit(person, { started_at: at, seen_at: at, registered_at: at })]);
    const other = await addPerson(hospital.database, { name: '孟世业', access: [{ department: WARD }] });
    const planned = { beneficiary_id: other.id, confidential: false, kind: 'CLINIC', origin: 'blank', place: '三楼专家诊室', doctor_name: '李医生', planned_at: new Date(now).toISOString(),
      snap_type: 'cadre', snap_level: 'L2', snap_category: [], snap_key_care: false, created_by: 't', created_by_name: 't' };
    await insertRows(hospital.database, 'reception', [planned]);
    await hospital.database.query(`insert into reception_staff (reception_id, staff_no, beneficiary_id, confidential, staff_name, department_code)
      select id, 'N1', beneficiary_id, false, '护士甲', '${WARD}' from reception`);
    browser = await startBrowser();
    phone = await takeSeat(browser, hospital.url, { width: 390, height: 844 });
    clerk = await takeSeat(browser, hospital.url);
    await clerk.signIn(await accountOf(hospital, 'OFFICE_STAFF', { departmentCode: '4001', staffNo: 'N2' }));
    const nurse = await accountOf(hospital, 'NURSE', { departmentCode: WARD, staffNo: 'N1' });
    await phone.page.goto(`${hospital.url}/receptions/mine`);
    await phone.page.locator('input[name=username]').fill(nurse.username);
    await phone.page.locator('input[name=password]').fill(nurse.password);
    await phone.page.getByRole('button', { name: '登录', exact: true }).click();
    await phone.page.getByRole('heading', { name: '我的接待' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  it('R-63.b a nurse begins and finishes with one thumb, on buttons high enough for it', async () => {
    const { page } = phone;
    await page.goto(`${hospital.url}/receptions/mine`);
    const begin = page.getByRole('button', { name: '开始' });
    await begin.waitFor();
    await phone.calm();
    await phone.photograph('my-receptions-phone');
    expect((await begin.boundingBox())!.height).toBeGreaterThanOrEqual(56);
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    await begin.click();
    await page.getByRole('button', { name: '完成' }).click();
    await page.getByText('没有待接待或接待中的对象').waitFor();
    const [row] = await hospital.database.query<{ status: string; timed: boolean }>('select status, ended_at >= started_at as timed from reception');
    expect(row).toEqual({ status: 'done', timed: true });
  });

  it('R-62.b a visit without a reception is entered from the list of what was missed', async () => {
    const { page } = clerk;
    await page.goto(`${hospital.url}/receptions`);
    await page.getByRole('button', { name: '漏登 1' }).click();
    await page.getByRole('button', { name: '补登' }).waitFor();
    await clerk.calm();
    await clerk.photograph('reception-suggestions');
    await page.getByRole('button', { name: '补登' }).click();
    await page.getByText('登记接待').last().waitFor();
    await clerk.calm();
    await clerk.photograph('reception-form');
    await page.getByRole('button', { name: '保 存' }).or(page.getByRole('button', { name: '保存', exact: true })).click();
    await page.getByText('周文轩').first().waitFor();
    await page.getByRole('button', { name: '漏登 0' }).waitFor();
    await clerk.calm();
    await clerk.photograph('receptions-list');
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    expect(await hindrances(page)).toEqual([]);
  });

  it('R-68 every number of 医护接待量 opens its rows', async () => {
    const { page } = clerk;
    await page.goto(`${hospital.url}/stats/staff`);
    const line = page.getByRole('row', { name: /护士甲/ });
    await line.waitFor();
    expect(await line.locator('.ant-avatar').textContent()).toBe('护');
    await clerk.calm();
    await clerk.photograph('staff-reception');
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    expect(await hindrances(page)).toEqual([]);
    await page.getByRole('row', { name: /护士甲/ }).getByRole('button').first().click();
    await page.getByText('共 1 条').waitFor();
    await page.goto(`${hospital.url}/missions`);
    await page.getByRole('button', { name: '登记任务' }).click();
    await page.getByText('任务号').first().waitFor();
    await clerk.calm();
    await clerk.photograph('mission-form');
    expect(clerk.strayed).toEqual([]);
  });

  it('R-62 a paper is put with a mission, stands there for the next reader and comes back', async () => {
    const { page } = clerk;
    await insertRows(hospital.database, 'mission', [{
      mission_no: 'BJ-01', title: '会议保障', kind: 'CONFERENCE', received_at: '2026-03-01T01:00:00Z', starts_at: '2026-03-05T01:00:00Z', ends_at: '2026-03-05T05:00:00Z', created_by: 't', created_by_name: 't',
    }]);
    await page.goto(`${hospital.url}/missions`);
    await page.getByRole('button', { name: '上传，BJ-01 的附件' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('还没有附件').waitFor();
    await drawer.getByLabel(/上传附件/).setInputFiles({ name: '保障方案.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 方案') });
    const [file] = await Promise.all([page.waitForEvent('download'), drawer.getByRole('button', { name: '下载 保障方案.pdf' }).click()]);
    expect(file.suggestedFilename()).toBe('保障方案.pdf');
    await clerk.calm();
    await clerk.photograph('mission-attachments');
    expect(await hindrances(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '1 个，BJ-01 的附件' }).waitFor();
  });
});
