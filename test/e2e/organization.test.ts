import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addStaff } from '../api/organization/staff-rows.js';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { hindrances, overhang } from './page-check.js';

journey('people, departments and accounts in the hands of the system administrator', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let seat: Seat;
  let page: Page;

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    await addStaff(hospital.database, { staffNo: 'D1001', name: '测试医生', title: '主任医师' });
    await addStaff(hospital.database, { staffNo: 'D1002', name: '测试护士', title: '护师', departmentCode: '100110' });
    browser = await startBrowser();
    seat = await takeSeat(browser, hospital.url);
    page = seat.page;
    await seat.signIn(await accountOf(hospital, 'SYS_ADMIN'));
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  const open = async (path: string, title: string): Promise<void> => {
    await page.goto(`${hospital.url}${path}`);
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
    await seat.calm();
  };

  it.each([
    ['/users', '用户'],
    ['/staff', '人员'],
    ['/departments', '科室'],
  ])('P38 P39 P40 %s fits the small and the large screen and hinders nobody', async (path, title) => {
    for (const [width, height] of [[1366, 768], [1920, 1080]] as const) {
      await page.setViewportSize({ width, height });
      await open(path, title);
      expect(await overhang(page)).toBeLessThanOrEqual(0);
      await seat.photograph(`organization${path.replace('/', '-')}-${width}`);
    }
    expect(await hindrances(page)).toEqual([]);
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  it('R-71 R-81 makes an account with a one-time secret, shuts it and lets it in again', async () => {
    await open('/users', '用户');
    await page.getByRole('button', { name: '新增账号' }).first().click();
    const form = page.getByRole('dialog', { name: '新增账号' });
    await form.getByLabel('账号', { exact: false }).first().fill('ce.shi');
    await form.getByLabel('姓名').fill('测试同事');
    await form.getByRole('combobox', { name: '主科室' }).click();
    await page.keyboard.type('内分泌');
    await page.locator('.ant-select-tree-title', { hasText: '内分泌科' }).click();
    await form.getByRole('button', { name: '建立并发放口令' }).click();
    const secret = page.getByRole('dialog', { name: '测试同事 的一次性口令' });
    await expect.poll(() => secret.locator('.org-secret').innerText()).toMatch(/([A-Za-z2-9]{5}-){3}[A-Za-z2-9]{5}/);
    await seat.photograph('organization-secret');
    await secret.getByRole('button', { name: '我已记下' }).click();
    const row = page.getByRole('row', { name: /ce\.shi/ });
    await row.getByText('待改密码').waitFor();
    await row.getByRole('button', { name: '停用' }).click();
    const asked = page.getByRole('dialog', { name: /停用账号/ });
    await asked.getByLabel('原因').fill('长期外出');
    await asked.getByRole('button', { name: '停 用' }).or(asked.getByRole('button', { name: '停用' })).click();
    await row.getByText('– 停用').waitFor();
    await row.getByRole('button', { name: '启用' }).click();
    await row.getByText('✓ 启用').waitFor();
  });

  it('R-74 gives an account a second department with its days', async () => {
    await open('/users', '用户');
    await page.getByRole('row', { name: /ce\.shi/ }).getByRole('button', { name: '更多' }).click();
    await page.getByRole('menuitem', { name: '调整科室' }).click();
    const form = page.getByRole('dialog', { name: /调整科室/ });
    await form.getByRole('button', { name: '增加兼职科室' }).click();
    await form.getByRole('combobox', { name: '科室' }).nth(1).click();
    await page.keyboard.type('肾内');
    await page.locator('.ant-select-tree-title', { hasText: '肾内科' }).last().click();
    await seat.photograph('organization-bindings');
    await form.getByRole('button', { name: /保\s?存/ }).click();
    await page.getByText('已保存').waitFor();
    await expect.poll(() => hospital.database.query(`select count(*)::int as bound from user_department b join app_user u on u.id = b.user_id where u.username = 'ce.shi'`)).toEqual([{ bound: 2 }]);
  });

  it('R-79 R-81 opens an account for somebody of the staff who has none', async () => {
    await open('/staff', '人员');
    const row = page.getByRole('row', { name: /D1001/ });
    await row.getByText('未开通').waitFor();
    await row.getByRole('button', { name: '开通账号' }).click();
    const form = page.getByRole('dialog', { name: '新增账号' });
    await form.getByRole('button', { name: '建立并发放口令' }).click();
    await page.getByRole('button', { name: '我已记下' }).click();
    await row.getByText('d1001', { exact: true }).waitFor();
  });

  it('R-76 R-78 shows a department with its people, and says what switching 需处理就诊 means', async () => {
    await open('/departments', '科室');
    await page.getByRole('button', { name: '内分泌科', exact: true }).click();
    const drawer = page.getByRole('dialog', { name: '科室', exact: true });
    await drawer.getByText('测试医生').waitFor();
    await seat.photograph('organization-department');
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: '选择肾内科' }).check();
    await page.getByRole('button', { name: '设为不处理就诊' }).click();
    const dialog = page.getByRole('dialog', { name: '设为不处理就诊' });
    await dialog.getByText(/已有的未完成事项保留/).waitFor();
    await seat.photograph('organization-visit-handling');
    await dialog.getByRole('button', { name: /设置 1 个科室/ }).click();
    await page.getByText('已设置').waitFor();
  });

  it('R-77 exports the departments in one click', async () => {
    await open('/departments', '科室');
    await page.getByRole('button', { name: '导出' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('dialog').getByRole('button', { name: /导\s?出/ }).click()]);
    expect(download.suggestedFilename()).toMatch(/^科室信息_.*\.xlsx$/);
  });

  it('R-72 confirms which code belongs to which account', async () => {
    await open('/user-mappings', '工号对照');
    await page.getByRole('row', { name: /D1001/ }).getByText('98%').waitFor();
    await seat.photograph('organization-mappings');
    await page.getByRole('button', { name: '确认 1 条' }).click();
    await page.getByText('已写入对照').waitFor();
    expect(await hospital.database.query('select staff_code from user_staff_code')).toEqual([{ staff_code: 'D1001' }]);
  });

  it('R-73 the security administrator says who starts with which role, and sees whom it concerns', async () => {
    const security = await takeSeat(browser, hospital.url);
    await security.signIn(await accountOf(hospital, 'SEC_ADMIN'));
    await security.page.goto(`${hospital.url}/provisioning`);
    await security.page.getByRole('button', { name: '新增规则' }).click();
    const form = security.page.getByRole('dialog', { name: '新增规则' });
    await form.getByRole('combobox', { name: '缺省角色' }).click();
    await security.page.getByTitle('护士', { exact: true }).click();
    await form.getByRole('button', { name: /保\s?存/ }).click();
    await security.page.getByText('测试护士').waitFor();
    await security.photograph('organization-provisioning');
    expect(await hindrances(security.page)).toEqual([]);
    expect(security.complaints).toEqual([]);
    await security.leave();
  });

  it('R-80.c R-77.c buttons and pages are only there with the right', async () => {
    const other = await takeSeat(browser, hospital.url);
    await other.signIn(await accountOf(hospital, 'OFFICE_DIRECTOR', { departmentCode: '4001' }));
    await other.page.goto(`${hospital.url}/staff`);
    await other.page.getByRole('heading', { name: '人员', exact: true }).waitFor();
    await other.calm();
    expect(await other.page.getByRole('button', { name: '新增人员' }).count()).toBe(0);
    expect(await other.page.getByRole('button', { name: '导出' }).count()).toBe(1);
    expect(await other.page.getByRole('navigation', { name: '主菜单' }).getByText('用户', { exact: true }).count()).toBe(0);
    await other.leave();
  });

  it('leaves no error in the console', () => {
    expect(seat.complaints).toEqual([]);
    expect(seat.strayed).toEqual([]);
  });
});
