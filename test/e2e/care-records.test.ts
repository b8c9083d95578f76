import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../support/app.js';
import { accountOf, journey, type Seat, startBrowser, takeSeat, WEB_DIR } from '../support/browser.js';
import { addCareFacts } from '../support/care-records.js';
import { addPerson, insertRows, outpatientVisit, type Person } from '../support/facts.js';
import { hindrances, overhang } from './page-check.js';

const DAY = 24 * 3_600_000;

journey('what was registered, ordered, written and operated', () => {
  let hospital: TestHospital;
  let browser: Browser;
  let seat: Seat;
  let page: Page;
  let person: Person;

  beforeAll(async () => {
    hospital = await startHospital({ WEB_DIR });
    person = await addPerson(hospital.database, { name: '挂号一' });
    await addCareFacts(hospital.database, person);
    await insertRows(hospital.database, 'visit', [outpatientVisit(person, { registration_no: 'GH1', visit_no: 'MZ1' })]);
    for (let nth = 1; nth <= 7; nth += 1) {
      await insertRows(hospital.database, 'registration', [{
        source_system: 'HIS', source_key: `GH${nth}`, source_version: '2026-03-01T00:00:00Z', source_rank: 2, content_hash: String(nth), patient_numbers_of: 'HIS',
        patient_id: 'P1', beneficiary_id: person.id, confidential: false, recorded_from: '2026-03-01T00:00:00Z',
        registered_at: new Date(Date.now() - (nth % 3) * DAY).toISOString(), registration_class: nth % 2 ? '普通' : '专家', emergency: false,
        department_code: nth < 5 ? '100110' : '100101', department_name: nth < 5 ? '干部保健科' : '心血管内科', doctor_name: '测试医生', vip: false,
        refunded: nth === 3 || nth === 6, refunded_at: nth === 3 || nth === 6 ? new Date().toISOString() : null, queue_no: String(nth), fee: nth === 2 ? '0' : '20.00',
      }]);
    }
    browser = await startBrowser();
    seat = await takeSeat(browser, hospital.url);
    page = seat.page;
    await seat.signIn(await accountOf(hospital, 'OFFICE_STAFF', { departmentCode: '4001' }));
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.stop();
  });

  const total = (count: number) => page.getByText(`共 ${count} 条`, { exact: true });
  const card = (title: string) => page.getByRole('group', { name: '挂号汇总' }).getByRole('button', { name: title });
  const fits = async (): Promise<void> => {
    await seat.calm();
    expect([await hindrances(page), await overhang(page)]).toEqual([[], 0]);
  };

  it('R-40.a each figure of the summary opens exactly the rows it counts', async () => {
    await page.goto(`${hospital.url}/registrations`);
    await total(7).waitFor();
    for (const title of ['已就诊', '退号', '免费号']) {
      const count = Number((await card(title).locator('strong').innerText()).replace(',', ''));
      await card(title).click();
      await total(count).waitFor();
    }
    expect(await card('退号').locator('strong').innerText()).toBe('2');
    await card('挂号').click();
    await total(7).waitFor();
    await page.getByRole('button', { name: '心血管内科 3' }).click();
    await total(3).waitFor();
    await fits();
  });

  it('R-40.b what was moved or given back is told beside the list', async () => {
    await hospital.database.query(`update registration set content_hash = 'moved', queue_no = '99' where source_key = 'GH1'`);
    await page.goto(`${hospital.url}/registrations?keyword=GH1`);
    await total(1).waitFor();
    await page.getByRole('button', { name: '详情' }).click();
    const drawer = page.getByRole('dialog', { name: '挂号详情' });
    await drawer.getByText('以前：').waitFor();
    expect(await drawer.innerText()).toMatch(/序号 1\b/);
    await fits();
  });

  it('R-24.a orders, prescriptions, documents, operations and consultations are parts of the record', async () => {
    const shows: readonly (readonly [string, string])[] = [
      ['orders?kind=orders', '氨氯地平片'], ['orders?kind=prescriptions', '阿司匹林肠溶片'], ['notes', '入院记录'], ['surgeries', '腹腔镜下胆囊切除术'],
      ['surgeries?kind=consultations', '加用缬沙坦'],
    ];
    for (const [address, text] of shows) {
      await page.goto(`${hospital.url}/p/${person.id}/${address}`);
      await page.getByText(text).first().waitFor();
      await fits();
    }
  });

  it('R-24.c a visit without such records says so and leads to all of them', async () => {
    await page.goto(`${hospital.url}/p/${person.id}/notes?visit=MZ1`);
    await page.getByText('本次就诊无病历文书').waitFor();
    await page.getByRole('button', { name: '查看全部就诊' }).click();
    await page.getByRole('group', { name: '病历文书列表' }).getByText('入院记录').first().waitFor();
  });

  it('R-24.d a document is read as text, whatever markup its source put in', async () => {
    let asked = false;
    page.once('dialog', (dialog) => {
      asked = true;
      void dialog.dismiss();
    });
    await page.getByRole('button', { name: /入院记录/ }).first().click();
    const note = page.frameLocator('.document-frame').locator('body');
    await note.waitFor();
    expect((await note.innerText()).trim()).toBe('主诉：头晕三天。');
    expect(asked).toBe(false);
    await fits();
  });

  it('R-25 what is stored is summed by type and opened by department', async () => {
    await page.goto(`${hospital.url}/sync/assets`);
    await page.getByRole('button', { name: '挂号', expanded: false }).click();
    await page.getByRole('row', { name: /干部保健科/ }).first().waitFor();
    await fits();
  });

  it('leaves no error in the console and asks nobody but the system', () => {
    expect([seat.complaints, seat.strayed]).toEqual([[], []]);
  });
});
