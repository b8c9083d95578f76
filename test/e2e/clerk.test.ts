import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { type ReadingHospital, startReadingHospital } from '../support/reading-hospital.js';

/** Somebody with a course of one item in which at least one result is only a limit. */
interface Patient {
  readonly id: string;
  readonly name: string;
  readonly roster_no: string;
  readonly initials: string;
  readonly item: string;
  readonly code: string;
}

journey('the clerk of the cadre health office at her desk', () => {
  let hospital: ReadingHospital;
  let browser: Browser;
  let seat: Seat;
  let page: Page;
  let patient: Patient;

  beforeAll(async () => {
    hospital = await startReadingHospital({ size: 'quick', environment: { WEB_DIR } });
    await hospital.settled();
    patient = await patientWithLimit();
    browser = await startBrowser();
    seat = await takeSeat(browser, hospital.url);
    page = seat.page;
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  async function patientWithLimit(): Promise<Patient> {
    const [found] = await hospital.database.query<Patient>(
      `select b.id, b.name, b.roster_no, t.token as initials, min(r.item_name) as item, r.identity_code as code
       from lab_result r join beneficiary b on b.id = r.beneficiary_id
         join lateral (select token from person_token where beneficiary_id = b.id and kind = 'initials' order by token limit 1) t on true
       where r.effective and b.secrecy = 'N' and b.status = 'active' and r.value_number is not null and r.collected_at > now() - interval '5 years'
       group by b.id, t.token, r.identity_code
       having count(*) filter (where r.comparator = '<') > 0 and count(*) filter (where r.comparator is null) >= 2
         and count(*) filter (where r.range_high is not null) > 0
       order by count(*) desc, b.id limit 1`);
    if (!found) throw new Error('the pretend hospital has nobody whose results are partly limits');
    return found;
  }

  /** Somebody whom she may see, is not in hospital and has one number at the hospital: he is admitted now. */
  async function admitSomebody(): Promise<void> {
    const [person] = await hospital.database.query<{ roster_no: string }>(
      `select b.roster_no from beneficiary b join patient_link l on l.beneficiary_id = b.id and l.active and l.source_system = 'HIS'
       where b.secrecy = 'N' and b.status = 'active' and b.id <> $1
         and not exists (select 1 from visit v where v.beneficiary_id = b.id and v.status = 'in_hospital')
       group by b.id having count(*) = 1 order by b.roster_no limit 1`, [patient.id]);
    await hospital.simulate('/events/admit', { rosterNo: person!.roster_no });
  }

  /** The number on one of the cards of 工作台. */
  const card = (title: string): Locator => page.locator('.count-card', { hasText: title }).locator('strong');
  const count = async (title: string): Promise<number> => Number((await card(title).innerText()).replace(/\D/g, ''));

  it('P02 signs in and finds 工作台 with her menu and the figures of today', async () => {
    await seat.signIn(await accountOf(hospital, 'OFFICE_STAFF', { departmentCode: '4001' }));
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    for (const title of ['对象名册', '门诊记录', '住院记录', '待匹配与冲突', '同步总览'])
      await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: title }).waitFor();
    await expect.poll(() => card('当前在院').innerText()).toMatch(/^\d+/);
    await page.getByText('数据更新').first().waitFor();
    await seat.photograph('clerk-1-desk');
  });

  it('R-11.a R-20.a sees a patient admitted within seconds, without a click', async () => {
    const [inHouse, today] = [await count('当前在院'), await count('今日入院')];
    await admitSomebody();
    await expect.poll(() => count('当前在院'), { timeout: 15_000 }).toBe(inHouse + 1);
    await expect.poll(() => count('今日入院'), { timeout: 15_000 }).toBe(today + 1);
  });

  it('R-20.a R-11.a sees the next one arrive at the top of 住院记录 while she only looks', async () => {
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '住院记录' }).click();
    await page.getByRole('table', { name: '住院记录' }).locator('tbody tr').first().waitFor();
    const before = await page.getByText(/^共 [\d,]+ 条$/).innerText();
    await admitSomebody();
    await expect.poll(() => page.getByText(/^共 [\d,]+ 条$/).innerText(), { timeout: 15_000 }).not.toBe(before);
    expect(await page.getByRole('table', { name: '住院记录' }).locator('tbody tr').first().innerText()).toContain('今天');
    await seat.photograph('clerk-2-stays');
  });

  it('R-10.b finds a person by the initials of his name with Ctrl+K, and Enter opens his record', async () => {
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: '搜索保健对象' });
    await box.fill(patient.initials);
    const found = page.getByRole('listbox', { name: '搜索结果' }).getByRole('option');
    await found.filter({ hasText: patient.name }).first().waitFor();
    await expectChosen(found);
    await box.press('Enter');
    await page.waitForURL(`**/p/${patient.id}`);
    await page.locator('.patient').getByText(patient.name).first().waitFor();
    await seat.photograph('clerk-3-record');
  });

  /** Goes down the list to our patient: others may share his initials. */
  async function expectChosen(found: Locator): Promise<void> {
    for (let step = 0; step < 20; step += 1) {
      if (await found.and(page.locator(`#found-${patient.id}[aria-selected=true]`)).count()) return;
      await page.keyboard.press('ArrowDown');
    }
    throw new Error(`${patient.name} was not found by ${patient.initials}`);
  }

  it('R-44 R-33.b sees an abnormal result appear in the open record, with an arrow and a word', async () => {
    await page.getByRole('navigation', { name: '档案分区' }).getByRole('link', { name: '检验' }).click();
    const matrix = page.getByRole('grid', { name: /检验结果/ });
    await matrix.waitFor();
    const newest = matrix.getByRole('row').filter({ hasText: patient.item }).locator('td[data-place$=":0"]');
    await hospital.simulate('/events/lab', { rosterNo: patient.roster_no, item: patient.code, abnormal: true });
    await expect.poll(() => newest.textContent(), { timeout: 15_000 }).toMatch(/^[\d.]+ ↑+ ?(偏高|危急值)$/);
    expect(await newest.evaluate((cell) => getComputedStyle(cell.querySelector('.flag')!).color)).toBe('rgb(207, 19, 34)');
    await seat.photograph('clerk-4-matrix');
  });

  it('R-32 R-32.b opens the course of an item by a click on its row', async () => {
    await page.getByRole('rowheader', { name: patient.item }).first().click();
    await page.waitForURL(/items=/);
    await page.locator('.trend figure svg').waitFor();
    await page.locator('.trend figure svg text').filter({ hasText: '采样时间' }).first().waitFor();
    await seat.photograph('clerk-5-trend');
  });

  /** Texts of the drawn chart with their places in px. */
  const drawnTexts = (): Promise<{ text: string; x: number; y: number }[]> =>
    page.locator('.trend figure svg text').evaluateAll((all) =>
      all.map((one) => {
        const box = one.getBoundingClientRect();
        return { text: one.textContent ?? '', x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }));

  it('R-32.a carries all eleven parts of a laboratory graph', async () => {
    const texts = await drawnTexts();
    const title = await page.locator('.trend h2').innerText();
    const days = texts.filter(({ text }) => /^\d{4}-\d{2}-\d{2}$/.test(text)).map(({ text, x }) => ({ at: Date.parse(text), place: x }));
    const left = await page.locator('.trend figure svg').evaluate((svg) => svg.getBoundingClientRect().x + 70);
    const values = texts.filter(({ text, x }) => /^-?[\d.]+$/.test(text) && x < left).map(({ text, y }) => ({ at: Number(text), place: y }));
    expect(title, '1 whose graph').toContain(patient.name);
    expect(title, '2 title').toContain(patient.item);
    expect(texts.map(({ text }) => text), '3 what the time is').toContain('采样时间');
    expect(days.length, '5 times along the axis').toBeGreaterThanOrEqual(2);
    expect(isEven(days), '4 a true time scale').toBe(true);
    expect(texts.some(({ text }) => text.startsWith(patient.item)), '6 item and unit').toBe(true);
    expect(values.length, '8 values along the axis').toBeGreaterThanOrEqual(2);
    expect(isEven(values), '7 a true value scale').toBe(true);
    expect(await page.locator('.trend figure svg path[fill="#389e0d"]').count(), '9 reference range').toBeGreaterThan(0);
    const legend = await page.getByRole('list', { name: '图例' }).innerText();
    expect(legend, '11 legend').toContain('参考区间');
    await page.locator('.trend figure svg path[transform]').last().hover({ force: true });
    await expect.poll(async () => (await drawnTexts()).map(({ text }) => text).join(), { message: '10 details of a point' }).toMatch(/采样 .*报告单/);
    await seat.photograph('clerk-6-details');
  });

  /** The same step of value is the same step of place, to the px that axis labels are rounded to. */
  function isEven(marks: readonly { at: number; place: number }[]): boolean {
    const [first, last] = [marks[0]!, marks.at(-1)!];
    const slope = (last.place - first.place) / (last.at - first.at);
    return slope !== 0 && marks.every(({ at, place }) => Math.abs(first.place + slope * (at - first.at) - place) < 4);
  }

  it('R-32.d draws "<x" hollow and apart from the line, and says what that means', async () => {
    expect(await page.getByRole('list', { name: '图例' }).innerText()).toContain('▽低于检测界限，非确切数值');
    const shapes = await page.locator('.trend figure svg path').evaluateAll((all) =>
      all.map((one) => ({ fill: one.getAttribute('fill'), stroke: one.getAttribute('stroke'), width: one.getAttribute('stroke-width') })));
    const table = page.getByRole('table', { name: /图中数据/ });
    const limits = await table.locator('tbody td:nth-child(2)').filter({ hasText: /^</ }).count();
    expect(limits).toBeGreaterThan(0);
    expect(shapes.filter(({ fill, width }) => fill === '#fff' && width === '2')).toHaveLength(limits);
  });

  it('R-32 has the same figures as a table beneath, every one with its time, range and mark', async () => {
    const rows = page.getByRole('table', { name: /图中数据/ }).locator('tbody tr');
    const { length: points } = await hospital.database.query(
      `select 1 from lab_result where beneficiary_id = $1 and identity_code = $2 and effective and collected_at > now() - interval '5 years'`, [patient.id, patient.code]);
    expect(await rows.count()).toBe(points);
    const abnormal = rows.filter({ hasText: '↑' }).first();
    expect(await abnormal.innerText()).toMatch(/↑+ (偏高|危急值)/);
    expect(await abnormal.innerText()).toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  it('R-106.a G-E saw no error in the console and asked nothing of the outside', () => {
    expect(seat.complaints).toEqual([]);
    expect(seat.strayed).toEqual([]);
  });
});
