import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { RosterBench } from '../support/people.js';
import { hindrances, overhang } from './page-check.js';

const WARD = '100110';

journey('rights in the hands of the administrators', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let sys: Seat;
  let sec: Seat;

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    await new RosterBench(hospital).enrol({ name: '固定人', phone: '13912345678' }, { department: WARD });
    await accountOf(hospital, 'NURSE', { departmentCode: WARD });
    await hospital.database.query(`update app_user set name = '值班护士' where username like '%nurse%'`);
    browser = await startBrowser();
    [sys, sec] = [await takeSeat(browser, hospital.url), await takeSeat(browser, hospital.url)];
    await sys.signIn(await accountOf(hospital, 'SYS_ADMIN'));
    await sec.signIn(await accountOf(hospital, 'SEC_ADMIN'));
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  const open = async (seat: Seat, path: string, title: string): Promise<Page> => {
    await seat.page.goto(`${hospital.url}${path}`);
    await seat.page.getByRole('heading', { name: title, exact: true }).waitFor();
    await seat.calm();
    return seat.page;
  };
  const giveReason = async (page: Page, button: string): Promise<void> => {
    await page.getByLabel('原因（会记入日志）').fill('排班需要');
    await page.getByRole('dialog').filter({ has: page.getByLabel('原因（会记入日志）') }).last().getByRole('button', { name: button, exact: true }).click();
  };
  const role = (page: Page, name: string) => page.getByRole('navigation', { name: '角色' }).getByRole('button', { name });

  it.each([['/roles', '角色权限'], ['/rights-changes', '权限变更']])('P41 %s fits the small and the large screen and hinders nobody', async (path, title) => {
    for (const [width, height] of [[1920, 1080], [1366, 768]] as const) {
      await sys.page.setViewportSize({ width, height });
      const page = await open(sys, path, title);
      expect(await overhang(page)).toBeLessThanOrEqual(0);
      await sys.photograph(`rights${path.replace('/', '-')}-${width}`);
    }
    expect(await hindrances(sys.page)).toEqual([]);
  });

  it('P41 every part of a role is there, and the modules tick, fold and follow each other', async () => {
    const page = await open(sys, '/roles', '角色权限');
    await role(page, '医生').click();
    for (const part of ['按钮操作', '数据范围', '字段', '报表与导出', '菜单可视']) {
      await page.locator('.ant-segmented-item', { hasText: part }).click();
      await sys.calm();
      await sys.photograph(`rights-role-${part}`);
    }
    await page.getByRole('button', { name: '折叠' }).click();
    await page.getByRole('button', { name: '展开' }).waitFor();
    await role(page, '安全审计员').click();
    await page.getByText('三权分立的角色由程序规定').waitFor();
    expect(await page.getByRole('button', { name: '保存' }).count()).toBe(0);
  });

  it('R-83.c R-83.d what widens a role is proposed by one and decided by the other', async () => {
    const page = await open(sys, '/roles', '角色权限');
    await role(page, '护士').first().waitFor();
    await page.getByRole('navigation', { name: '角色' }).getByRole('button', { name: /^护士(?!长)/ }).click();
    await page.getByText('影响').waitFor();
    await page.locator('.ant-segmented-item', { hasText: '报表与导出' }).click();
    await page.getByRole('button', { name: '全选', exact: true }).click();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await giveReason(page, '保存');
    await page.getByText('该角色有一项修改正在等待复核').waitFor();
    await sys.photograph('rights-role-pending');

    const other = await open(sec, '/rights-changes', '权限变更');
    await other.getByRole('row', { name: /护士/ }).first().click();
    await other.getByRole('dialog', { name: '权限变更' }).getByText('就诊 · 导出就诊记录').waitFor();
    await sec.photograph('rights-change');
    await other.getByRole('button', { name: '通过', exact: true }).click();
    await giveReason(other, '通过');
    await other.getByText('已通过并生效').waitFor();
    const [row] = await hospital.database.query(`select count(*)::int as n from role_permission where role_code = 'NURSE' and permission = 'visit:export'`);
    expect(row).toEqual({ n: 1 });
  });

  it('R-84.d an account shows what it may and why; a denial is made and shown', async () => {
    const page = await open(sys, '/users', '用户');
    await page.getByRole('row', { name: /值班护士/ }).click();
    await page.locator('.ant-segmented-item', { hasText: '单独授权' }).click();
    await page.getByRole('button', { name: '单独禁止' }).click();
    const form = page.getByRole('dialog', { name: '单独禁止' });
    await form.getByRole('combobox', { name: '权限' }).fill('查看检验结果');
    await page.keyboard.press('Enter');
    await form.getByLabel('原因').fill('轮岗');
    await form.getByRole('button', { name: /禁\s*止/ }).click();
    await page.getByText('检验结果', { exact: false }).first().waitFor();
    await sys.calm();
    await sys.photograph('rights-user-overrides');
    await page.locator('.ant-segmented-item', { hasText: '有效权限' }).click();
    await page.getByText('单独禁止：长期', { exact: false }).waitFor();
    await sys.photograph('rights-user-effective');
  });

  it('R-83 two roles are compared, a new one is made, and the care office chooses whom it sees', async () => {
    const page = await open(sys, '/roles', '角色权限');
    await page.getByRole('button', { name: '新建角色' }).click();
    await page.getByRole('dialog', { name: '新建角色' }).getByLabel('角色名称').fill('专属医护');
    await page.getByRole('dialog', { name: '新建角色' }).getByRole('button', { name: /保\s*存/ }).click();
    await role(page, '专属医护').waitFor();
    await page.locator('.ant-segmented-item', { hasText: '数据范围' }).click();
    await page.getByText('固定服务对象（由干保办指定）').click();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await giveReason(page, '保存');
    await page.getByText('已生效').waitFor();
    await page.getByRole('button', { name: '比较两个角色' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: '角色二' }).click();
    await page.locator('.ant-select-item-option-content', { hasText: /^医生$/ }).click();
    await page.getByRole('dialog').getByText('病历文书 · 查看病历文书').waitFor();
    await sys.photograph('rights-comparison');

    const office = await takeSeat(browser, hospital.url);
    await office.signIn(await accountOf(hospital, 'OFFICE_DIRECTOR', { departmentCode: '4001' }));
    const theirs = await open(office, '/people-roles', '固定服务对象');
    await theirs.getByRole('combobox', { name: '指定人员' }).fill('固定');
    await theirs.locator('.ant-select-item-option-content', { hasText: '固定人' }).click();
    await giveReason(theirs, '指定');
    await theirs.getByRole('cell', { name: '固定人', exact: true }).waitFor();
    await office.photograph('rights-people');
    expect(await overhang(theirs)).toBeLessThanOrEqual(0);
    expect(office.complaints).toEqual([]);
    await office.leave();
    expect([...sys.complaints, ...sec.complaints]).toEqual([]);
  });
});
