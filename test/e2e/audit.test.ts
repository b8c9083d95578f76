import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WatchService } from '../../apps/api/src/features/audit/rules/watch.service.js';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { addPerson, type Person } from '../support/facts.js';
import { hindrances, overhang } from './page-check.js';

journey('what was done, by whom, and that it is true', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let person: Person;
  const seats: Seat[] = [];

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    person = await addPerson(hospital.database, { name: '审计一' });
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  async function sit(role: string): Promise<Seat> {
    const seat = await takeSeat(browser, hospital.url);
    seats.push(seat);
    await seat.signIn(await accountOf(hospital, role, { departmentCode: '4001' }));
    return seat;
  }
  const fits = async (seat: Seat): Promise<void> => {
    await seat.calm();
    expect([await hindrances(seat.page), await overhang(seat.page)]).toEqual([[], 0]);
  };
  const opens = (page: Page, path: string, title: string): Promise<void> =>
    page.goto(`${hospital.url}${path}`).then(() => page.getByRole('heading', { name: title, exact: true }).waitFor());

  it('R-96 the care office sees on a person’s page who opened it', async () => {
    const seat = await sit('OFFICE_DIRECTOR');
    await seat.page.goto(`${hospital.url}/p/${person.id}`);
    await seat.calm();
    await seat.page.getByRole('navigation', { name: '档案分区' }).getByRole('link', { name: '访问记录' }).click();
    await seat.page.getByText('保健对象详情').first().waitFor();
    await fits(seat);
    await seat.photograph('audit-person-log');
  });

  it('R-96 the auditor finds the act, opens it, and has the whole log proved', async () => {
    const seat = await sit('AUDITOR');
    const { page } = seat;
    await opens(page, '/system/audit', '审计');
    await page.getByText('保健对象详情').first().click();
    await page.getByText('查看这次会话的全部操作').waitFor();
    await fits(seat);
    await seat.photograph('audit-record');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '完整性校验' }).click();
    await page.getByRole('button', { name: '全部校验' }).click();
    await page.getByText('审计记录完整，未发现改动。').waitFor();
    await hospital.database.query(`update access_trail set actor = 'somebody.else' where seq = (select min(seq) from access_trail)`);
    await page.getByRole('button', { name: '全部校验' }).click();
    await page.getByText(/首个异常：访问记录 access_trail 序号 \d+，第 \d+ 段：内容被修改。/).waitFor();
    await seat.photograph('audit-broken');
  });

  it('R-95 an unusual access is dealt with where it stands', async () => {
    await hospital.database.query(
      `insert into access_trail (actor, operation, action, outcome, status) select 'prober', 'GET /x', 'view', 'refused', 404 from generate_series(1, 25)`,
    );
    await hospital.app.get(WatchService, { strict: false }).look();
    const seat = seats.at(-1)!;
    const { page } = seat;
    await opens(page, '/system/findings', '异常访问');
    await page.getByText('反复越权尝试').waitFor();
    await fits(seat);
    await page.getByRole('button', { name: '处理' }).click();
    await page.getByText('确认违规').click();
    await page.getByLabel('情况说明（会记入日志）').fill('已约谈');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已处理').first().waitFor();
    for (const [path, title] of [['/system/sign-ins', '登录日志'], ['/system/audit-rules', '异常访问规则']] as const) {
      await opens(page, path, title);
      await fits(seat);
    }
    expect(seat.complaints).toEqual([]);
  });

  it('R-94 the administrator sees how the system is, and nothing of the audit', async () => {
    const seat = await sit('SYS_ADMIN');
    for (const [path, title] of [['/system/health', '系统健康'], ['/system/events', '系统事件']] as const) {
      await opens(seat.page, path, title);
      await fits(seat);
    }
    await seat.photograph('system-events');
    expect(await seat.page.getByRole('link', { name: '登录日志' }).count()).toBe(0);
    expect(seat.strayed).toEqual([]);
  });
});
