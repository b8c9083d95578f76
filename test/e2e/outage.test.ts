import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { eventually, type ReadingHospital, startReadingHospital } from '../support/reading-hospital.js';

journey('the laboratory system dies and comes back', () => {
  let hospital: ReadingHospital;
  let browser: Browser;
  let admin: Seat;
  let clerk: Seat;
  let patient: { id: string; roster_no: string };

  beforeAll(async () => {
    hospital = await startReadingHospital({ size: 'quick', environment: { WEB_DIR } });
    await hospital.settled();
    [patient] = (await hospital.database.query<{ id: string; roster_no: string }>(
      `select b.id, b.roster_no from beneficiary b join lab_report r on r.beneficiary_id = b.id where b.secrecy = 'N' and b.status = 'active'
       group by b.id having count(*) between 3 and 6 order by b.id limit 1`)) as [typeof patient];
    browser = await startBrowser();
    [admin, clerk] = [await takeSeat(browser, hospital.url), await takeSeat(browser, hospital.url)];
    await admin.signIn(await accountOf(hospital, 'SYS_ADMIN', { departmentCode: '4004' }));
    await clerk.signIn(await accountOf(hospital, 'OFFICE_STAFF', { departmentCode: '4001' }));
    await clerk.page.goto(`${hospital.url}/p/${patient.id}/labs`);
    await clerk.page.getByRole('grid', { name: /检验结果/ }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  const bell = (seat: Seat) => seat.page.getByRole('button', { name: /^通知，/ });
  const pill = (seat: Seat) => seat.page.getByRole('button', { name: /数据更新 / });
  const banner = () => clerk.page.locator('.source-banner');
  const titles = async (): Promise<string[]> => {
    await bell(admin).click();
    const list = admin.page.locator('.notice-list b');
    await list.first().waitFor();
    const read = (await list.allInnerTexts()).map((text) => text.replace(/^\S+\s/, '').trim());
    await bell(admin).click();
    return read.filter((text) => text.startsWith('LIS'));
  };
  const reports = async (): Promise<number> => Number((await clerk.page.getByText(/^共 \d+ 条$/).innerText()).replace(/\D/g, ''));

  it('R-08.a I9 rings the administrator’s bell once', async () => {
    const before = Number(/\d+/.exec((await bell(admin).getAttribute('aria-label')) ?? '')?.[0]);
    await hospital.simulate('/systems/lis/fault', { mode: 'down' });
    await expect.poll(() => bell(admin).getAttribute('aria-label'), { timeout: 30_000 }).toBe(`通知，${before + 1} 条未读`);
    await new Promise((go) => setTimeout(go, 3_000));
    expect(await titles()).toEqual(['LIS（仿真） 连接中断']);
    await bell(admin).click();
    await admin.page.locator('.notice-list b').first().waitFor();
    await admin.photograph('outage-1-bell');
    await bell(admin).click();
    expect(await bell(clerk).getAttribute('aria-label')).toBe('通知，0 条未读');
  });

  it('G-S e shows every user that something is wrong, and which source it is', async () => {
    for (const seat of [admin, clerk]) await expect.poll(() => pill(seat).textContent(), { timeout: 10_000 }).toContain('已中断');
    const [red = 0, green = 0, blue = 0] = await pill(clerk).evaluate((one) => getComputedStyle(one).backgroundColor.match(/\d+/g)!.map(Number));
    expect(red).toBeGreaterThan(2 * Math.max(green, blue));
    await pill(clerk).click();
    const row = clerk.page.locator('.freshness-list tr', { hasText: 'LIS' });
    await row.waitFor();
    expect(await row.innerText()).toContain('已中断');
    await clerk.page.keyboard.press('Escape');
    await clerk.page.locator('.patient').click({ position: { x: 5, y: 5 } });
  });

  it('G-S f R-11.d keeps the last good results on the clerk’s page under a banner that says how old they are', async () => {
    await banner().waitFor();
    expect(await banner().innerText()).toMatch(/数据可能不是最新.*LIS（仿真）已中断，显示的是 今天 \d\d:\d\d 的数据/s);
    expect(await banner().getAttribute('role')).toBe('status');
    expect(await clerk.page.locator('.matrix td').filter({ hasText: /\d/ }).count()).toBeGreaterThan(0);
    await clerk.photograph('outage-2-banner');
  });

  it('R-08.b I1 tells of the recovery once, takes the banner away, and shows everything that came meanwhile', async () => {
    await clerk.page.getByText('按报告', { exact: true }).click();
    const shown = await reports();
    for (let round = 0; round < 3; round += 1) await hospital.simulate('/events/lab', { rosterNo: patient.roster_no, abnormal: true });
    await hospital.simulate('/systems/lis/fault', { mode: 'ok' });
    await expect.poll(async () => (await titles()).toSorted(), { timeout: 90_000, interval: 1_000 }).toEqual(['LIS（仿真） 已恢复', 'LIS（仿真） 连接中断'].toSorted());
    await banner().waitFor({ state: 'detached', timeout: 20_000 });
    await expect.poll(() => pill(clerk).textContent(), { timeout: 10_000 }).toContain('正常');
    await expect.poll(reports, { timeout: 20_000 }).toBe(shown + 3);
    await clerk.photograph('outage-3-recovered');
  }, 150_000);

  it('I1 has every report of this person that the laboratory has', async () => {
    const links = await hospital.database.query<{ patient_id: string }>(`select patient_id from patient_link where source_system = 'HIS' and active and beneficiary_id = $1`, [patient.id]);
    await eventually(async () => {
      const source = await hospital.ask<{ key: string }>('lis', `select trim(bgdh) as key from v_lis_bg where ltrim(trim(brid), '0') = any ($1) order by 1`,
        [links.map(({ patient_id: id }) => id.replace(/^0+/, ''))]);
      const ours = await hospital.database.query('select trim(source_key) as key from lab_report where beneficiary_id = $1 order by 1', [patient.id]);
      expect(ours).toEqual(source);
    }, 20_000);
    const [{ all }] = await hospital.database.query<{ all: number }>('select count(*)::int as all from lab_report where beneficiary_id = $1', [patient.id]) as [{ all: number }];
    await clerk.page.getByText(`共 ${all} 条`).waitFor();
  });

  it('G-E R-106.a complained in no console and asked nothing of the outside', () => {
    expect([...admin.complaints, ...clerk.complaints]).toEqual([]);
    expect([...admin.strayed, ...clerk.strayed]).toEqual([]);
  });
});
